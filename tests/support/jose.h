#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/signer.h"

/// Tokens that our own code would never write.
namespace servicecard::test {

/// A compact JWS with exactly that header and payload, signed as ES256 whatever the header says.
[[nodiscard]] std::string raw_jws(std::string_view header, std::string_view payload,
                                  const Signer& signer);

/// The disclosure of exactly that JSON.
[[nodiscard]] std::string raw_disclosure(std::string_view json);

/// Every text that differs from a token in one bit of what its parts decode to. Parts are what
/// stands between dots and tildes.
[[nodiscard]] std::vector<std::string> with_one_bit_flipped(std::string_view token);

/// Every text that differs from a token in one character, with several characters for each place.
[[nodiscard]] std::vector<std::string> with_one_character_changed(std::string_view token);

}  // namespace servicecard::test
