#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/cbor.h"
#include "cardlib/credential/claims.h"
#include "cardlib/credential/cose_sign1.h"
#include "cardlib/identity/civil_date.h"

/// CBOR Web Tokens (RFC 8392) that are signed once: the general layer.
namespace servicecard::cwt {

inline constexpr std::uint64_t cwt_tag = 61;

/// Keys of claims (RFC 8392 §4; draft-ietf-oauth-status-list §15.2).
namespace key {
inline constexpr int iss = 1;
inline constexpr int sub = 2;
inline constexpr int aud = 3;
inline constexpr int exp = 4;
inline constexpr int nbf = 5;
inline constexpr int iat = 6;
inline constexpr int cti = 7;
inline constexpr int status_list = 65533;
inline constexpr int ttl = 65534;
inline constexpr int status = 65535;
}  // namespace key

enum class ClaimsError {
  not_a_map,  ///< not CBOR as strict as was asked for, or not a map
  bad_claim,  ///< a registered claim is of another type or range than its definition gives it
};

/// The registered claims, and all of them as they stand.
struct Claims {
  std::optional<std::string> issuer;
  std::optional<std::string> subject;
  std::vector<std::string> audience;
  std::optional<Time> expires;
  std::optional<Time> not_before;
  std::optional<Time> issued_at;
  std::optional<Bytes> id;
  std::optional<StatusReference> status;  ///< where `status` holds a `status_list`
  cbor::Map all;
};

/// A COSE_Sign1, with or without tag 61 in front. After tag 61, tag 18 is required (RFC 8392 §6).
[[nodiscard]] std::expected<cose::Sign1, cose::Error> parse(BytesView token,
                                                            cbor::Strictness strictness);

/// Reads the payload of a token. A NumericDate may be an integer or a float (§2), as in
/// `numeric_date.h`.
[[nodiscard]] std::expected<Claims, ClaimsError> read_claims(BytesView payload,
                                                             cbor::Strictness strictness);

}  // namespace servicecard::cwt
