#include "server/counter/client_assertion.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/jws.h"

namespace servicecard::counter {
namespace {

using Refused = std::unexpected<AssertionError>;

bool is_of_good_type(const ParsedJwt& jwt) {
  return !jwt.typ || *jwt.typ == "JWT" || *jwt.typ == "client-authentication+jwt";
}

std::optional<Sha256> thumbprint_in(const std::optional<std::string>& kid) {
  if (!kid) return std::nullopt;
  const auto octets = base64url::decode(*kid);
  Sha256 thumbprint{};
  if (!octets || octets->size() != thumbprint.size()) return std::nullopt;
  std::ranges::copy(*octets, thumbprint.begin());
  return thumbprint;
}

// What stands in `aud`, by itself or alone in an array (RFC 7519 §4.1.3). An assertion for several
// could be shown by one of them to another.
std::optional<std::string> audience_in(const json::object& claims) {
  const json::value* member = claims.if_contains("aud");
  if (member != nullptr && member->is_array() && member->get_array().size() == 1) {
    member = &member->get_array().front();
  }
  if (member == nullptr || !member->is_string()) return std::nullopt;
  return std::string(member->get_string());
}

struct Claims {
  std::string issuer;
  std::string subject;
  std::string audience;
  std::string id;
  std::int64_t expires = 0;
  std::int64_t begins = 0;  // the later of `nbf` and `iat`; 0 where neither is there
};

// An integer that may be absent; nothing where it is something else.
std::optional<std::int64_t> maybe_integer(const json::object& claims, std::string_view name) {
  return claims.contains(name) ? json::int_member(claims, name) : std::optional<std::int64_t>(0);
}

std::optional<Claims> claims_in(const json::object& claims) {
  const auto issuer = json::text_member(claims, "iss");
  const auto subject = json::text_member(claims, "sub");
  const auto audience = audience_in(claims);
  const auto id = json::text_member(claims, "jti");
  const auto expires = json::int_member(claims, "exp");
  const auto not_before = maybe_integer(claims, "nbf");
  const auto issued_at = maybe_integer(claims, "iat");
  if (!issuer || !subject || !id || !expires || !not_before || !issued_at) return std::nullopt;
  if (!audience || id->empty() || id->size() > max_jti) return std::nullopt;
  return Claims{.issuer = std::string(*issuer),
                .subject = std::string(*subject),
                .audience = *audience,
                .id = std::string(*id),
                .expires = *expires,
                .begins = std::max(*not_before, *issued_at)};
}

std::optional<AssertionError> objection_to(const Claims& claims, const std::string& partner,
                                           const std::vector<std::string>& audiences, Time now) {
  const std::int64_t second = now.time_since_epoch().count();
  if (claims.issuer != partner || claims.subject != partner) return AssertionError::wrong_client;
  if (std::ranges::find(audiences, claims.audience) == audiences.end()) {
    return AssertionError::wrong_audience;
  }
  if (claims.begins > second + assertion_skew.count()) return AssertionError::not_yet_valid;
  if (claims.expires <= second) return AssertionError::expired;
  if (claims.expires > second + longest_assertion.count()) return AssertionError::too_long;
  return std::nullopt;
}

}  // namespace

std::string_view describe(AssertionError error) {
  switch (error) {
    case AssertionError::not_a_jwt:
      return "client_assertion is no JWT signed with ES256, or its header asks for what is not "
             "taken";
    case AssertionError::wrong_type:
      return "typ must be absent, JWT or client-authentication+jwt";
    case AssertionError::unknown_key:
      return "kid must be the RFC 7638 thumbprint of a registered key that is not revoked";
    case AssertionError::bad_signature:
      return "the signature was not made with the registered key";
    case AssertionError::bad_claim:
      return "iss, sub, aud, jti and exp must be there; nbf and iat are whole seconds";
    case AssertionError::wrong_client:
      return "iss and sub must be the partner that the key is registered for";
    case AssertionError::wrong_audience:
      return "aud must be the issuer or the token endpoint, alone";
    case AssertionError::not_yet_valid:
      return "nbf or iat is in the future";
    case AssertionError::expired:
      return "the assertion has expired";
    case AssertionError::too_long:
      return "exp must be within five minutes";
  }
  return {};
}

std::expected<ClientAssertion, AssertionError> check_assertion(
    const PartnerMemory& partners, std::string_view assertion,
    const std::vector<std::string>& audiences, Time now) {
  const auto jwt = parse_jwt(assertion);
  if (!jwt) return Refused(AssertionError::not_a_jwt);
  if (!is_of_good_type(*jwt)) return Refused(AssertionError::wrong_type);
  const auto thumbprint = thumbprint_in(jwt->kid);
  auto key = thumbprint ? partners.find_client_key(*thumbprint) : std::nullopt;
  if (!key) return Refused(AssertionError::unknown_key);
  if (!verify(*jwt, key->key)) return Refused(AssertionError::bad_signature);
  const auto claims = claims_in(jwt->claims);
  if (!claims) return Refused(AssertionError::bad_claim);
  if (const auto error = objection_to(*claims, key->holder.caller.partner, audiences, now)) {
    return Refused(*error);
  }
  return ClientAssertion{.holder = std::move(key->holder),
                         .thumbprint = *thumbprint,
                         .nonce = "jti " + *jwt->kid + ' ' + claims->id,
                         .expires = Time(std::chrono::seconds(claims->expires))};
}

}  // namespace servicecard::counter
