#include "cardlib/credential/status_list_token.h"

#include <utility>

#include "cardlib/credential/status_list_fields.h"

namespace servicecard {

using Error = StatusListTokenError;

namespace status_list_fields {
namespace {

bool fits_profile(const Fields& fields) {
  constexpr std::uint64_t our_bits = 2;
  return fields.expires && fields.ttl && fields.list.bits == our_bits &&
         *fields.expires > *fields.issued_at &&
         *fields.expires <= *fields.issued_at + status_list_lifetime;
}

}  // namespace

std::expected<StatusListClaims, Error> complete(FieldsOrError fields, Layer layer) {
  if (!fields) return std::unexpected(fields.error());
  if (!fields->uri || !fields->issued_at) return std::unexpected(Error::bad_claim);
  if (layer == Layer::profile && !fits_profile(*fields)) return std::unexpected(Error::bad_claim);
  auto list = StatusList::unpack(fields->list);
  if (!list) return std::unexpected(Error::bad_list);
  return StatusListClaims{.uri = *std::move(fields->uri),
                          .issued_at = *fields->issued_at,
                          .expires = fields->expires,
                          .ttl = fields->ttl,
                          .aggregation_uri = std::move(fields->aggregation_uri),
                          .list = *std::move(list)};
}

}  // namespace status_list_fields

using status_list_fields::Layer;

std::expected<std::uint8_t, StatusLookupError> look_up(const StatusListClaims& claims,
                                                       std::uint64_t index, Time now) {
  if (claims.expires && now >= *claims.expires) return std::unexpected(StatusLookupError::expired);
  const auto value = claims.list.at(index);
  if (!value) return std::unexpected(StatusLookupError::out_of_range);
  return *value;
}

StatusListToken::StatusListToken(std::variant<ParsedJwt, cose::Sign1> token, Kid kid)
    : token_(std::move(token)), kid_(std::move(kid)) {}

namespace {

std::expected<StatusListClaims, Error> verified(const ParsedJwt& token,
                                                const VerificationKey& key) {
  if (!verify(token, key)) return std::unexpected(Error::bad_signature);
  return complete(status_list_fields::from_jwt(token.claims, Layer::profile), Layer::profile);
}

std::expected<StatusListClaims, Error> verified(const cose::Sign1& token,
                                                const VerificationKey& key) {
  if (const auto good = token.verify(key); !good) {
    return std::unexpected(status_list_fields::from_cose_error(good.error()));
  }
  return complete(status_list_fields::from_cwt(token.payload(), Layer::profile), Layer::profile);
}

}  // namespace

std::expected<StatusListClaims, Error> StatusListToken::verify(const VerificationKey& key,
                                                               std::string_view uri) const {
  auto claims = std::visit([&key](const auto& token) { return verified(token, key); }, token_);
  if (claims && claims->uri != uri) return std::unexpected(Error::wrong_subject);
  return claims;
}

}  // namespace servicecard
