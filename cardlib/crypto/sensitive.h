#pragma once

#include <utility>

namespace servicecard {

/// Personal data: it has no printer, so a log or a test message cannot show it by accident. Whoever
/// must have it says so with `reveal`.
template <class T>
class Sensitive {
 public:
  Sensitive() = default;
  explicit Sensitive(T value) : value_(std::move(value)) {}

  [[nodiscard]] const T& reveal() const { return value_; }
  [[nodiscard]] bool operator==(const Sensitive&) const = default;

 private:
  T value_{};
};

}  // namespace servicecard
