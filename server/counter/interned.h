#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace servicecard::counter {

/// Values that many share and few differ in, each kept once and known by a small number. Nothing is
/// ever given up.
template <class Value>
class Interned {
 public:
  /// The number of the value that belongs to `text`; `make(text)` gives it the first time.
  template <class Make>
  [[nodiscard]] std::uint32_t number_of(const std::string& text, Make make) {
    const auto known = numbers_.find(text);
    if (known != numbers_.end()) return known->second;
    values_.push_back(make(text));
    const auto number = static_cast<std::uint32_t>(values_.size() - 1);
    numbers_.emplace(text, number);
    return number;
  }

  [[nodiscard]] const Value& operator[](std::uint32_t number) const { return values_[number]; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<Value> values_;
};

}  // namespace servicecard::counter
