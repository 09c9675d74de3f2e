#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/credential/disclosure.h"
#include "cardlib/credential/jws.h"

namespace servicecard::sd_jwt {

/// An SD-JWT, with or without key binding (RFC 9901 §4), read and not verified. The issuer's
/// signature is checked by `verify(parsed.jwt, key)`, the holder's by `verify_key_binding`.
struct Parsed {
  ParsedJwt jwt;
  std::vector<Disclosure> disclosures;
  std::optional<ParsedJwt> key_binding;
  std::string presented;  ///< everything up to and including the last `~`: what `sd_hash` covers
};

/// Splits `<JWT>~<Disclosure>~…~[<KB-JWT>]` and reads its parts.
[[nodiscard]] std::expected<Parsed, Error> parse(std::string_view text,
                                                 std::size_t max_size = max_token_size);

/// The payload with every disclosed claim in its place and nothing of the machinery left: steps 3
/// to 5 of RFC 9901 §7.1. Signature and time are not looked at.
[[nodiscard]] std::expected<json::object, Error> process(const Parsed& token);

/// base64url of SHA-256 over `presented` (§4.3.1).
[[nodiscard]] std::string sd_hash(std::string_view presented);

/// `<JWT>~<Disclosure>~…~` from a JWT and encoded disclosures.
[[nodiscard]] std::string join(std::string_view jwt, const std::vector<std::string>& disclosures);

/// A presentation of some of the disclosures (§7.2), without key binding: what a holder shows. Who
/// keeps something inside a concealed value has to keep that value, too.
[[nodiscard]] std::string present(const Parsed& token,
                                  const std::function<bool(const Disclosure&)>& keep);

}  // namespace servicecard::sd_jwt
