#pragma once

#include <cstdint>

/// The numbers of RFC 8949 §3 that encoder and decoder share.
namespace servicecard::cbor {

enum class Major : std::uint8_t {
  unsigned_number = 0,
  negative_number = 1,
  bytes = 2,
  text = 3,
  array = 4,
  map = 5,
  tag = 6,
  simple_or_float = 7,
};

// The additional information of a first octet.
inline constexpr std::uint8_t one_octet_follows = 24;
inline constexpr std::uint8_t two_octets_follow = 25;
inline constexpr std::uint8_t four_octets_follow = 26;
inline constexpr std::uint8_t eight_octets_follow = 27;
inline constexpr std::uint8_t indefinite = 31;

// Simple values (§3.3).
inline constexpr std::uint8_t simple_false = 20;
inline constexpr std::uint8_t simple_true = 21;
inline constexpr std::uint8_t simple_null = 22;
inline constexpr std::uint8_t simple_undefined = 23;
inline constexpr std::uint8_t first_two_octet_simple = 32;

}  // namespace servicecard::cbor
