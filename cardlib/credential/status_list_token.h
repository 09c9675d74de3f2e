#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/status_list.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"
#include "cardlib/identity/civil_date.h"

/// Status list tokens (draft-ietf-oauth-status-list §5): a status list, signed, as JWT or as CWT.
namespace servicecard {

/// Media types (§14.1), and `typ` of the CWT.
inline constexpr std::string_view status_list_jwt_media_type = "application/statuslist+jwt";
inline constexpr std::string_view status_list_cwt_media_type = "application/statuslist+cwt";

/// What our tokens promise: they are good for a day and fetched again after five minutes.
inline constexpr std::chrono::seconds status_list_lifetime = std::chrono::hours(24);
inline constexpr std::chrono::seconds status_list_ttl{300};

/// The longest token that is read: the largest list that does not compress, in base64url twice.
inline constexpr std::size_t max_status_list_token_size = std::size_t{32} * 1024 * 1024;

enum class StatusListTokenError {
  too_large,      ///< longer than `max_status_list_token_size`
  malformed,      ///< not a JWS or COSE_Sign1 as strict as was asked for
  bad_header,     ///< a header parameter that must not be there, is absent or badly formed
  unsupported,    ///< no algorithm, or another than ES256
  wrong_type,     ///< `typ` is absent or names another kind of token
  bad_signature,  ///< does not verify with that key
  wrong_subject,  ///< a list, but not of the uri that was asked for
  bad_claim,      ///< a claim is absent, of another type, or out of range
  unknown_claim,  ///< profile: a claim too many
  bad_list,       ///< `lst` is no list, or inflates to too much
};

/// What a token says, once it is verified.
struct StatusListClaims {
  std::string uri;  ///< `sub`: the place of the list, as credentials name it
  Time issued_at;
  std::optional<Time> expires;              ///< always there in our profile
  std::optional<std::chrono::seconds> ttl;  ///< always there in our profile
  std::optional<std::string> aggregation_uri;
  StatusList list;

  bool operator==(const StatusListClaims&) const = default;
};

enum class StatusLookupError {
  expired,       ///< now ≥ `expires`: the list proves nothing any more
  out_of_range,  ///< the list has no such entry: the credential is to be rejected
};

/// The value at the index, which may be none of `Status`. How old a list may be for a partner is
/// for the verifier to say.
[[nodiscard]] std::expected<std::uint8_t, StatusLookupError> look_up(const StatusListClaims& claims,
                                                                     std::uint64_t index, Time now);

// The general layer: whatever the draft allows, with a key that the caller has. `exp`, `ttl` and
// `aggregation_uri` may be absent, other claims are ignored, and in a CWT tag 61 and tag 18 may be
// absent and `kid` unprotected. `typ` is checked, and protected in either form.

[[nodiscard]] std::expected<StatusListClaims, StatusListTokenError> read_status_list_jwt(
    std::string_view token, const VerificationKey& key);
[[nodiscard]] std::expected<StatusListClaims, StatusListTokenError> read_status_list_cwt(
    BytesView token, const VerificationKey& key);

/// A token of our profile, read and not verified: exactly the header and the claims that we write,
/// 2 bits an entry, good for at most a day. The list is not inflated before the signature is good.
class StatusListToken {
 public:
  [[nodiscard]] static std::expected<StatusListToken, StatusListTokenError> parse_jwt(
      std::string_view token);
  [[nodiscard]] static std::expected<StatusListToken, StatusListTokenError> parse_cwt(
      BytesView token);

  /// A hint for finding the key: the thumbprint (JWT) or its first 8 octets (CWT).
  using Kid = std::variant<std::string, ShortKid>;
  [[nodiscard]] const Kid& kid() const { return kid_; }

  /// The list at `uri`, for the key that signed it.
  [[nodiscard]] std::expected<StatusListClaims, StatusListTokenError> verify(
      const VerificationKey& key, std::string_view uri) const;

 private:
  StatusListToken(std::variant<ParsedJwt, cose::Sign1> token, Kid kid);

  std::variant<ParsedJwt, cose::Sign1> token_;
  Kid kid_;
};

// Our tokens: `iat` is now, `exp` a day later.

[[nodiscard]] std::string make_status_list_jwt(std::string_view uri, const PackedStatusList& list,
                                               Time now, const Signer& signer);
[[nodiscard]] Bytes make_status_list_cwt(std::string_view uri, const PackedStatusList& list,
                                         Time now, const Signer& signer);

}  // namespace servicecard
