#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/numeric_date.h"
#include "cardlib/credential/status_list_fields.h"
#include "cardlib/credential/status_list_token.h"

namespace servicecard {
namespace {

using Error = StatusListTokenError;
using status_list_fields::Fields;
using status_list_fields::Layer;

constexpr std::string_view jwt_type = "statuslist+jwt";

std::optional<Time> date(const json::value& value, Layer layer) {
  if (value.is_int64()) return numeric_date(value.get_int64());
  if (value.is_double() && layer == Layer::general) return numeric_date(value.get_double());
  return std::nullopt;
}

// Positive (draft §5.1). A part of a second is dropped: fetched a little early does no harm.
std::optional<std::chrono::seconds> duration(const json::value& value, Layer layer) {
  constexpr double longest = 1e9;
  double seconds = 0;
  if (value.is_int64()) {
    seconds = static_cast<double>(value.get_int64());
  } else if (value.is_double() && layer == Layer::general) {
    seconds = value.get_double();
  }
  if (seconds < 1 || seconds > longest) return std::nullopt;
  return std::chrono::seconds(static_cast<std::int64_t>(seconds));
}

std::optional<std::string> text(const json::value& value) {
  if (!value.is_string()) return std::nullopt;
  return std::string(value.get_string());
}

template <class T>
bool assign(std::optional<T>& field, std::optional<T> value) {
  field = std::move(value);
  return field.has_value();
}

std::expected<void, Error> read_list(const json::value& value, Layer layer, Fields& fields) {
  const json::object* const list = value.if_object();
  if (list == nullptr) return std::unexpected(Error::bad_claim);
  const auto bits = json::int_member(*list, "bits");
  const auto lst = json::text_member(*list, "lst");
  if (!bits || *bits < 0 || !lst) return std::unexpected(Error::bad_claim);
  if (const json::value* const uri = list->if_contains("aggregation_uri")) {
    if (layer == Layer::profile) return std::unexpected(Error::unknown_claim);
    if (!assign(fields.aggregation_uri, text(*uri))) return std::unexpected(Error::bad_claim);
  }
  if (layer == Layer::profile && list->size() != 2) return std::unexpected(Error::unknown_claim);
  auto stream = base64url::decode(*lst);
  if (!stream) return std::unexpected(Error::bad_list);
  fields.list = {.bits = static_cast<std::uint64_t>(*bits), .lst = *std::move(stream)};
  return {};
}

std::expected<void, Error> read_claim(std::string_view name, const json::value& value, Layer layer,
                                      Fields& fields) {
  bool good = true;
  if (name == "sub") {
    good = assign(fields.uri, text(value));
  } else if (name == "iat") {
    good = assign(fields.issued_at, date(value, layer));
  } else if (name == "exp") {
    good = assign(fields.expires, date(value, layer));
  } else if (name == "ttl") {
    good = assign(fields.ttl, duration(value, layer));
  } else if (name == "status_list") {
    return read_list(value, layer, fields);
  } else if (layer == Layer::profile) {
    return std::unexpected(Error::unknown_claim);
  }
  if (!good) return std::unexpected(Error::bad_claim);
  return {};
}

std::expected<ParsedJwt, Error> parse_typed(std::string_view token) {
  auto jwt = parse_jwt(token, max_status_list_token_size);
  if (!jwt) return std::unexpected(status_list_fields::from_jws_error(jwt.error()));
  if (jwt->typ != jwt_type) return std::unexpected(Error::wrong_type);
  return *std::move(jwt);
}

}  // namespace

namespace status_list_fields {

FieldsOrError from_jwt(const json::object& claims, Layer layer) {
  if (!claims.contains("status_list")) return std::unexpected(Error::bad_claim);
  Fields fields;
  for (const auto& [name, value] : claims) {
    if (const auto read = read_claim(name, value, layer, fields); !read) {
      return std::unexpected(read.error());
    }
  }
  return fields;
}

Error from_jws_error(JwsError error) {
  switch (error) {
    case JwsError::too_large:
      return Error::too_large;
    case JwsError::not_compact:
    case JwsError::bad_encoding:
    case JwsError::bad_payload:
      return Error::malformed;
    case JwsError::bad_header:
    case JwsError::critical_header:
    case JwsError::unencoded_payload:
    case JwsError::embedded_key:
      return Error::bad_header;
    case JwsError::wrong_algorithm:
      return Error::unsupported;
  }
  std::unreachable();
}

}  // namespace status_list_fields

std::expected<StatusListClaims, Error> read_status_list_jwt(std::string_view token,
                                                            const VerificationKey& key) {
  const auto jwt = parse_typed(token);
  if (!jwt) return std::unexpected(jwt.error());
  if (!verify(*jwt, key)) return std::unexpected(Error::bad_signature);
  return complete(status_list_fields::from_jwt(jwt->claims, Layer::general), Layer::general);
}

std::expected<StatusListToken, Error> StatusListToken::parse_jwt(std::string_view token) {
  auto jwt = parse_typed(token);
  if (!jwt) return std::unexpected(jwt.error());
  constexpr std::size_t our_members = 3;  // alg, typ, kid
  if (!jwt->kid || jwt->header.size() != our_members) return std::unexpected(Error::bad_header);
  Kid kid = *jwt->kid;
  return StatusListToken(*std::move(jwt), std::move(kid));
}

std::string make_status_list_jwt(std::string_view uri, const PackedStatusList& list, Time now,
                                 const Signer& signer) {
  const std::int64_t iat = now.time_since_epoch().count();
  const json::object claims{
      {"sub", uri},
      {"iat", iat},
      {"exp", iat + status_list_lifetime.count()},
      {"ttl", status_list_ttl.count()},
      {"status_list", {{"bits", list.bits}, {"lst", base64url::encode(list.lst)}}}};
  return sign_jwt(jwt_type, claims, signer);
}

}  // namespace servicecard
