#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "server/counter/judge.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// Verification at the server: decides from memory, writes the verdict into the log, and answers
/// once the disk has it. Safe to use from several threads.
class Verifications {
 public:
  /// The store outlives this.
  Verifications(store::Store& store, Judge::Parts parts)
      : store_(store), judge_(std::move(parts)) {}

  /// Never waits: for io threads. `done` is called once, at once or from the store's writer, and
  /// must neither block nor throw. Nobody learns a verdict that the log does not have.
  void verify(const Caller& caller, const VerificationQuestion& question, Time now,
              VerificationDone done);

  /// What a key-bound presentation to that partner has to answer.
  [[nodiscard]] PresentationRequest request_presentation(std::string_view partner, Time now) const {
    return judge_.request_presentation(partner, now);
  }

 private:
  void log(const std::shared_ptr<Judgement>& judgement, VerificationDone done);

  store::Store& store_;
  Judge judge_;
};

}  // namespace servicecard::counter
