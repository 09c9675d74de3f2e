#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/json.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"

namespace servicecard {

/// Why a text is no JWS that could be verified. No key has been asked yet: see `verify`.
enum class JwsError {
  too_large,          ///< longer than the caller's limit
  not_compact,        ///< not three parts joined by dots (RFC 7515 §7.1)
  bad_encoding,       ///< a part is not canonical base64url
  bad_header,         ///< the header is no object of the JSON profile, or `kid` or `typ` is no text
  wrong_algorithm,    ///< `alg` is absent, `none`, or anything but ES256
  critical_header,    ///< `crit`: we understand no extension (RFC 7515 §4.1.11)
  unencoded_payload,  ///< `b64` other than true (RFC 7797)
  embedded_key,       ///< `jwk`, `jku`, `x5u`, `x5c` or `x5t`: trust never comes from the token
  bad_payload,        ///< claims were asked for, and the payload is no object of the JSON profile
};

/// A JWS in compact serialisation (RFC 7515 §3.1), read and not verified. Nothing in it is to be
/// believed, stored or shown before `verify` says true with a key that something else trusts.
struct ParsedJws {
  json::object header;
  std::optional<std::string> kid;
  std::optional<std::string> typ;  ///< as it stands; whoever knows the place compares it exactly
  std::string payload;             ///< decoded octets
  std::string signing_input;       ///< the ASCII that was signed: both encoded parts and their dot
  Bytes signature;                 ///< of any length
};

/// A JWS whose payload is a JSON object (RFC 7519).
struct ParsedJwt : ParsedJws {
  json::object claims;
};

/// No wallet token, proof or key binding is longer; status lists may be.
inline constexpr std::size_t max_token_size = std::size_t{16} * 1024;

/// Whether the header may carry `jwk`. Only where the token proves possession of that very key
/// (OpenID4VCI's proof JWT): it is then a claim to check, never a reason to trust.
enum class EmbeddedJwk { refused, proof_of_possession };

[[nodiscard]] std::expected<ParsedJws, JwsError> parse_jws(
    std::string_view text, std::size_t max_size = max_token_size,
    EmbeddedJwk embedded = EmbeddedJwk::refused);

/// As `parse_jws`; the payload must be an object of the JSON profile.
[[nodiscard]] std::expected<ParsedJwt, JwsError> parse_jwt(
    std::string_view text, std::size_t max_size = max_token_size,
    EmbeddedJwk embedded = EmbeddedJwk::refused);

/// Whether the key made the signature. False for any signature but 64 octets with r and s in
/// [1, n−1].
[[nodiscard]] bool verify(const ParsedJws& jws, const VerificationKey& key);

/// What names a token in records and caches: SHA-256 of the signing input. The signature is left
/// out, because one content can have several.
[[nodiscard]] Sha256 token_hash(const ParsedJws& jws);

/// What the header says of the signer's key: its thumbprint as `kid`, the whole public key as
/// `jwk` (proof of possession), or nothing (key binding: the key is in the credential).
enum class KeyHint { kid, jwk, none };

/// What is going to be signed: `{"alg":"ES256","typ":…}` and the key's hint as the header, a dot,
/// the payload. The same three give the same text every time, so that it can be recorded first and
/// signed again after a crash.
[[nodiscard]] std::string signing_input(std::string_view typ, std::string_view payload,
                                        const VerificationKey& key, KeyHint hint = KeyHint::kid);

/// The finished JWS of a `signing_input` that was made for the signer's key.
[[nodiscard]] std::string finish_jws(std::string signing_input, const Signer& signer);

/// Signs octets.
[[nodiscard]] std::string sign_jws(std::string_view typ, std::string_view payload,
                                   const Signer& signer, KeyHint hint = KeyHint::kid);

/// Signs an object, members in the order in which they stand.
[[nodiscard]] std::string sign_jwt(std::string_view typ, const json::object& claims,
                                   const Signer& signer, KeyHint hint = KeyHint::kid);

}  // namespace servicecard
