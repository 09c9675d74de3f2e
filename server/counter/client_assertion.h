#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "server/counter/partner_memory.h"

/// By a JWT that it signed with its own key, a partner's program says who it is (RFC 7523 §3).
namespace servicecard::counter {

/// No assertion lives longer.
inline constexpr std::chrono::seconds longest_assertion{300};
/// So far may the partner's clock be ahead of ours.
inline constexpr std::chrono::seconds assertion_skew{60};
inline constexpr std::size_t max_jti = 128;  // octets

enum class AssertionError : std::uint8_t {
  not_a_jwt,    ///< see `JwsError`: another algorithm, `crit`, `b64`, an embedded key and the like
  wrong_type,   ///< `typ` other than `JWT` or `client-authentication+jwt`
  unknown_key,  ///< `kid` is no thumbprint of a key that is registered and not revoked
  bad_signature,   ///< not made with that key
  bad_claim,       ///< a claim is absent or of another type, `jti` empty or too long, `aud` several
  wrong_client,    ///< `iss` and `sub` are not the partner that the key is of
  wrong_audience,  ///< made for somebody else
  not_yet_valid,   ///< `nbf` or `iat` is to come
  expired,
  too_long,  ///< `exp` is more than five minutes ahead
};

/// The reason, for whoever writes the program; nothing of it depends on a secret.
[[nodiscard]] std::string_view describe(AssertionError error);

/// A good one. That it counts once is for the caller to see to, by `nonce` until `expires`.
struct ClientAssertion {
  AdmittedCaller holder;
  Sha256 thumbprint{};
  std::string nonce;  ///< of that key and its `jti`
  Time expires;
};

/// `audiences` are the names of this server: one of them stands in `aud`, alone.
[[nodiscard]] std::expected<ClientAssertion, AssertionError> check_assertion(
    const PartnerMemory& partners, std::string_view assertion,
    const std::vector<std::string>& audiences, Time now);

}  // namespace servicecard::counter
