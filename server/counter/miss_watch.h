#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "cardlib/identity/civil_date.h"

namespace servicecard::counter {

/// Counts for each partner how many questions by number found no card, those that `MissLimiter`
/// turned away among them: very many are a machine that tries, whatever its keys. It blocks nobody.
///
/// In memory, so a restart forgets. Bounded by the number of partners. Safe to use from several
/// threads.
class MissWatch {
 public:
  static constexpr std::size_t alarming = 100;
  static constexpr std::chrono::seconds window{3600};

  /// True where the partner has had as many as are alarming within the hour, this one included.
  [[nodiscard]] bool note(const std::string& partner, Time now);

 private:
  std::mutex mutex_;
  std::map<std::string, std::deque<Time>> by_partner_;  // the last ones, the oldest first
};

}  // namespace servicecard::counter
