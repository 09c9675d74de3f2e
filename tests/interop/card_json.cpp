#include "tests/interop/card_json.h"

#include "cardlib/codec/base64url.h"

namespace servicecard::test {
namespace {

json::value seconds(Time time) { return time.time_since_epoch().count(); }

json::object status_json(const StatusReference& status) {
  return {{"status_list", {{"idx", status.index}, {"uri", status.uri}}}};
}

json::object services_json(const std::map<Sector, std::vector<std::string>>& services) {
  json::object out;
  for (const auto& [sector, codes] : services) {
    out[to_string(sector)] = json::array(codes.begin(), codes.end());
  }
  return out;
}

/// What all credentials of a card say of their time and place.
template <class Claims>
json::object common_json(const Claims& claims) {
  return {{"iat", seconds(claims.issued_at)},
          {"nbf", seconds(claims.not_before)},
          {"exp", seconds(claims.expires)},
          {"status", status_json(claims.status)}};
}

void put_optional(json::object& out, std::string_view name, const std::optional<Time>& time) {
  if (time) out[name] = seconds(*time);
}

void put_optional(json::object& out, std::string_view name,
                  const std::optional<std::string>& text) {
  if (text) out[name] = *text;
}

}  // namespace

json::object claims_json(const CardClaims& claims) {
  json::object out = common_json(claims);
  out["iss"] = claims.issuer;
  out["vct"] = claims.issuer + "/vct/service-card";
  out["card_number"] = claims.card_number.str();
  out["holder_name"] = claims.holder_name.str();
  out["holder_id_last4"] = claims.holder_id_last4;
  out["enterprise_name"] = claims.enterprise_name;
  out["enterprise_uscc"] = claims.enterprise_uscc.str();
  out["category"] = to_string(claims.category);
  out["services"] = services_json(claims.services);
  return out;
}

json::object claims_json(const WalletClaims& claims) {
  json::object out = common_json(claims);
  out["iss"] = claims.issuer;
  out["vct"] = claims.credential_type;
  if (claims.card_number) out["card_number"] = claims.card_number->str();
  if (claims.holder_name) out["holder_name"] = claims.holder_name->str();
  put_optional(out, "holder_id_last4", claims.holder_id_last4);
  put_optional(out, "enterprise_name", claims.enterprise_name);
  if (claims.enterprise_uscc) out["enterprise_uscc"] = claims.enterprise_uscc->str();
  if (claims.category) out["category"] = to_string(*claims.category);
  out["services"] = services_json(claims.services);
  if (claims.holder_key) out["holder_kid"] = claims.holder_key->kid();
  return out;
}

json::object claims_json(const PrintedClaims& claims) {
  json::object out = common_json(claims);
  out["card_number"] = claims.card_number.str();
  out["holder_name"] = claims.holder_name.str();
  out["enterprise_name"] = claims.enterprise_name;
  out["category"] = to_string(claims.category);
  json::array& sectors = out["sectors"].emplace_array();
  for (const Sector sector : claims.sectors) sectors.emplace_back(to_string(sector));
  return out;
}

json::object claims_json(const cwt::Claims& claims) {
  json::object out;
  put_optional(out, "iss", claims.issuer);
  put_optional(out, "sub", claims.subject);
  if (!claims.audience.empty()) {
    out["aud"] = json::array(claims.audience.begin(), claims.audience.end());
  }
  put_optional(out, "exp", claims.expires);
  put_optional(out, "nbf", claims.not_before);
  put_optional(out, "iat", claims.issued_at);
  if (claims.id) out["cti"] = base64url::encode(*claims.id);
  if (claims.status) out["status"] = status_json(*claims.status);
  return out;
}

json::object claims_json(const StatusListClaims& claims) {
  json::object out = {{"sub", claims.uri}, {"iat", seconds(claims.issued_at)}};
  put_optional(out, "exp", claims.expires);
  if (claims.ttl) out["ttl"] = claims.ttl->count();
  out["bits"] = claims.list.bits();
  out["entries"] = claims.list.entries();
  return out;
}

}  // namespace servicecard::test
