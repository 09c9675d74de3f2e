#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/printed_token.h"

/// The text of a printed token, in its QR code and for the keyboard: `SC1` and Base32 (RFC 4648 §6,
/// no padding). Desk scanners type as keyboards do; capital letters and the digits 2 to 7 come
/// through every layout and input method.
namespace servicecard::sc1 {

enum class Error {
  too_long,       ///< more characters than the longest token has
  bad_prefix,     ///< does not begin with `SC1`
  bad_character,  ///< outside A–Z, a–z and 2–7
  non_canonical,  ///< no octets have this text: a length that does not occur, or a dirty tail
};

inline constexpr std::string_view prefix = "SC1";
inline constexpr std::size_t max_length = prefix.size() + (max_printed_token_size * 8 + 4) / 5;

[[nodiscard]] std::string encode(BytesView token);

/// Reads capital and small letters alike (ASCII only). But for their case, exactly the texts that
/// `encode` gives.
[[nodiscard]] std::expected<Bytes, Error> decode(std::string_view text);

}  // namespace servicecard::sc1
