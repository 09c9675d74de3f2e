#pragma once

#include <stdexcept>
#include <string>

namespace servicecard::store {

enum class FailureKind {
  full,        ///< no room on the disk: nothing changed, and a later change may succeed
  constraint,  ///< a rule of the schema was broken: nothing changed
  stopped,     ///< the store writes no more, since a commit failed or it is closing
  broken,      ///< the disk or the database failed
};

/// The machine under the store failed, or a change broke a rule of the schema. Whatever the change
/// had done is undone. (Too little memory is `std::bad_alloc`; then nothing changed, and a later
/// change may succeed.)
class Failure : public std::runtime_error {
 public:
  Failure(FailureKind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  [[nodiscard]] FailureKind kind() const { return kind_; }

 private:
  FailureKind kind_;
};

}  // namespace servicecard::store
