#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/json.h"
#include "cardlib/crypto/random_source.h"

/// Selective Disclosure for JWTs (RFC 9901): the general layer.
namespace servicecard::sd_jwt {

/// One for every way in which an SD-JWT can break the rules of RFC 9901 §4 and §7.
enum class Error {
  too_large,                 ///< longer than the caller's limit
  no_separator,              ///< no `~`: a plain JWS, or something else
  bad_jwt,                   ///< what stands first is no JWT that could be verified (`JwsError`)
  bad_key_binding,           ///< what follows the last `~` is no JWT that could be verified
  bad_disclosure_encoding,   ///< a disclosure is empty, or not canonical base64url
  bad_disclosure,            ///< a disclosure holds no array of the JSON profile
  wrong_disclosure_length,   ///< an array of neither two nor three elements
  salt_not_text,             ///< its first element is no text
  name_not_text,             ///< its name is no text
  reserved_name,             ///< its name is `_sd` or `...`
  repeated_disclosure,       ///< the same disclosure is presented twice
  unknown_digest_algorithm,  ///< `_sd_alg` other than `sha-256`
  nested_digest_algorithm,   ///< `_sd_alg` below the top level
  bad_digest_list,           ///< `_sd` is no array of texts
  bad_placeholder,           ///< `...` elsewhere than alone, with a text, in an element of an array
  repeated_digest,           ///< a digest stands twice, wherever
  member_without_name,       ///< a digest in `_sd` belongs to a disclosure of two elements
  element_with_name,         ///< a digest in an array belongs to a disclosure of three elements
  existing_name,             ///< a disclosed claim stands already at that level
  unreferenced_disclosure,   ///< nothing refers to a disclosure
  too_deep,                  ///< disclosed values are nested deeper than the JSON profile allows
};

/// What a holder hands over to make one digest readable (RFC 9901 §4.2).
struct Disclosure {
  std::string encoded;              ///< as it stands in the token: what the digest is made of
  std::string digest;               ///< base64url of SHA-256 over the encoded text (§4.2.3)
  std::optional<std::string> name;  ///< of a member; an element of an array has none
  json::value value;
};

/// The digest of a disclosure's encoded text.
[[nodiscard]] std::string digest_of(std::string_view encoded);

[[nodiscard]] std::expected<Disclosure, Error> parse_disclosure(std::string_view encoded);

/// Makes a member of an object selectively disclosable: takes it out, puts its digest into the
/// object's `_sd`, and returns the disclosure's encoded text. `_sd` stays sorted, so that its order
/// tells nothing of the claims (§4.2.4.1). The salt has 128 random bits. Where a member and
/// something inside it are to be concealed, begin inside.
///
/// A name that the object does not have, or that is reserved, is a programming error
/// (`std::logic_error`). Setting `_sd_alg` is left to the caller.
[[nodiscard]] std::string conceal(json::object& level, std::string_view name, RandomSource& random);

}  // namespace servicecard::sd_jwt
