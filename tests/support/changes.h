#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"

/// Every small change of an input, for tests that none of them goes unnoticed.
namespace servicecard::test {

/// Calls `check(prefix)` for every proper prefix, the empty one included.
template <class Check>
void for_every_cut(BytesView input, Check&& check) {
  for (std::size_t size = 0; size < input.size(); ++size) check(input.first(size));
}
template <class Check>
void for_every_cut(std::string_view input, Check&& check) {
  for (std::size_t size = 0; size < input.size(); ++size) check(input.substr(0, size));
}

/// Calls `check(changed)` for the input with each one of its bits flipped.
template <class Check>
void for_every_flipped_bit(BytesView input, Check&& check) {
  Bytes changed(input.begin(), input.end());
  for (std::uint8_t& octet : changed) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      octet = static_cast<std::uint8_t>(octet ^ 1U << bit);
      check(BytesView(changed));
      octet = static_cast<std::uint8_t>(octet ^ 1U << bit);
    }
  }
}

/// Calls `check(changed)` for the input with each one of its characters replaced by each other one.
template <class Check>
void for_every_changed_character(std::string_view input, Check&& check) {
  std::string changed(input);
  for (char& character : changed) {
    const char original = character;
    for (int other = 0; other < 256; ++other) {
      if (static_cast<char>(other) == original) continue;
      character = static_cast<char>(other);
      check(std::string_view(changed));
    }
    character = original;
  }
}

}  // namespace servicecard::test
