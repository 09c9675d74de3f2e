#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace servicecard {

/// The enumerator that `to_string` calls by that name; nothing where it calls none so.
template <class Enumeration, std::size_t size>
[[nodiscard]] constexpr std::optional<Enumeration> find_by_name(
    const std::array<Enumeration, size>& all, std::string_view name) {
  for (const Enumeration one : all) {
    if (to_string(one) == name) return one;
  }
  return std::nullopt;
}

}  // namespace servicecard
