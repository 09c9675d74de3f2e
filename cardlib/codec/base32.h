#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"

/// Base32 without padding (RFC 4648 §6), in upper case.
namespace servicecard::base32 {

enum class Error {
  bad_character,  ///< outside A–Z and 2–7; lower case is for the caller to raise first
  bad_length,     ///< no number of octets encodes to this many characters
  non_canonical,  ///< the unused bits of the last character are not zero
};

[[nodiscard]] std::string encode(BytesView bytes);

/// Accepts exactly the texts that `encode` gives.
[[nodiscard]] std::expected<Bytes, Error> decode(std::string_view text);

}  // namespace servicecard::base32
