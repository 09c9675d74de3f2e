#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"

/// base64url without padding (RFC 4648 §5, RFC 7515 §2).
namespace servicecard::base64url {

enum class Error {
  bad_character,  ///< outside the alphabet; padding and white space are, too
  bad_length,     ///< no number of octets encodes to this many characters
  non_canonical,  ///< the unused bits of the last character are not zero
};

[[nodiscard]] std::string encode(BytesView bytes);

/// Accepts exactly the texts that `encode` gives: whatever decodes, encodes to the same text again.
[[nodiscard]] std::expected<Bytes, Error> decode(std::string_view text);

}  // namespace servicecard::base64url
