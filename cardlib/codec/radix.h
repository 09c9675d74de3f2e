#pragma once

#include <array>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <numeric>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"

/// What base64url and Base32 share: groups of octets written as groups of characters, without
/// padding, in the one canonical way.
namespace servicecard::radix {

/// An alphabet of 2^bits characters and its inverse.
template <std::size_t bits>
struct Alphabet {
  static constexpr std::uint8_t outside = 0x80;
  static constexpr std::size_t group_bits = std::lcm(bits, std::size_t{CHAR_BIT});
  static constexpr std::size_t group_octets = group_bits / CHAR_BIT;
  static constexpr std::size_t group_characters = group_bits / bits;

  std::string_view characters;
  std::array<std::uint8_t, 256> values{};

  explicit constexpr Alphabet(std::string_view all) : characters(all) {
    values.fill(outside);
    for (std::size_t i = 0; i < all.size(); ++i) {
      values[static_cast<std::uint8_t>(all[i])] = static_cast<std::uint8_t>(i);
    }
  }

  [[nodiscard]] constexpr std::uint8_t value_of(char character) const {
    return values[static_cast<std::uint8_t>(character)];
  }
};

template <std::size_t bits>
std::string encode(const Alphabet<bits>& alphabet, BytesView bytes) {
  constexpr std::uint64_t mask = (1U << bits) - 1;
  std::string text((bytes.size() * CHAR_BIT + bits - 1) / bits, '\0');
  auto out = text.begin();
  std::uint64_t pending = 0;
  std::size_t held = 0;
  for (const std::uint8_t octet : bytes) {
    pending = pending << CHAR_BIT | octet;
    for (held += CHAR_BIT; held >= bits; held -= bits) {
      *out++ = alphabet.characters[pending >> (held - bits) & mask];
    }
  }
  if (held > 0) *out = alphabet.characters[pending << (bits - held) & mask];
  return text;
}

/// Whole groups first, since they are nearly all of a token; then the rest, whose unused bits must
/// be zero and fewer than a character.
template <class Error, std::size_t bits>
std::expected<Bytes, Error> decode(const Alphabet<bits>& alphabet, std::string_view text) {
  using Letters = Alphabet<bits>;
  Bytes bytes(text.size() * bits / CHAR_BIT);
  auto out = bytes.begin();
  std::size_t at = 0;
  for (; at + Letters::group_characters <= text.size(); at += Letters::group_characters) {
    std::uint64_t group = 0;
    std::uint8_t seen = 0;
    for (std::size_t i = 0; i < Letters::group_characters; ++i) {
      const std::uint8_t value = alphabet.value_of(text[at + i]);
      seen |= value;
      group = group << bits | value;
    }
    if ((seen & Letters::outside) != 0) return std::unexpected(Error::bad_character);
    for (std::size_t i = Letters::group_octets; i-- > 0; ++out) {
      *out = static_cast<std::uint8_t>(group >> (i * CHAR_BIT));
    }
  }
  std::uint64_t pending = 0;
  std::size_t held = 0;
  for (; at < text.size(); ++at) {
    const std::uint8_t value = alphabet.value_of(text[at]);
    if (value == Letters::outside) return std::unexpected(Error::bad_character);
    pending = pending << bits | value;
    held += bits;
  }
  for (; held >= CHAR_BIT; held -= CHAR_BIT, ++out) {
    *out = static_cast<std::uint8_t>(pending >> (held - CHAR_BIT));
  }
  if (held >= bits) return std::unexpected(Error::bad_length);
  if ((pending & ((1U << held) - 1)) != 0) return std::unexpected(Error::non_canonical);
  return bytes;
}

}  // namespace servicecard::radix
