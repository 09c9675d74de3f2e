#include "cardlib/credential/trust_list_json.h"

#include <utility>

#include "cardlib/credential/json_members.h"

namespace servicecard {
namespace {

std::expected<std::vector<TrustedKey>, TrustListError> read_keys(const json::array& items) {
  std::vector<TrustedKey> keys;
  keys.reserve(items.size());
  for (const json::value& item : items) {
    auto key = read_trusted_key(item);
    if (!key) return std::unexpected(key.error());
    keys.push_back(std::move(*key));
  }
  return keys;
}

}  // namespace

json::object trusted_key_json(const TrustedKey& key) {
  return {{"purpose", to_string(key.purpose)},  {"state", to_string(key.state)},
          {"created", seconds_of(key.created)}, {"since", seconds_of(key.since)},
          {"exp", seconds_of(key.expires)},     {"jwk", key.key.to_jwk()}};
}

std::expected<TrustedKey, TrustListError> read_trusted_key(const json::value& item) {
  const json::object* const members = item.if_object();
  if (members == nullptr) return std::unexpected(TrustListError::malformed);
  const auto purpose = parse_key_purpose(json::text_member(*members, "purpose").value_or(""));
  const auto state = parse_key_state(json::text_member(*members, "state").value_or(""));
  const json::object* const jwk = json::object_member(*members, "jwk");
  if (!purpose || !state || jwk == nullptr) return std::unexpected(TrustListError::malformed);

  const auto created = time_member(*members, "created");
  const auto since = time_member(*members, "since");
  const auto expires = time_member(*members, "exp");
  if (!created || !since || !expires) return std::unexpected(TrustListError::bad_dates);
  auto key = VerificationKey::from_jwk(*jwk);
  if (!key) return std::unexpected(TrustListError::bad_key);
  return TrustedKey{.key = std::move(*key),
                    .purpose = *purpose,
                    .state = *state,
                    .created = *created,
                    .since = *since,
                    .expires = *expires};
}

json::object trust_list_json(const TrustListContent& content) {
  json::array keys;
  for (const TrustedKey& key : content.keys) keys.push_back(trusted_key_json(key));
  json::object payload{{"iss", content.issuer.str()},
                       {"seq", static_cast<std::int64_t>(content.sequence)},
                       {"iat", seconds_of(content.issued_at)},
                       {"exp", seconds_of(content.expires)},
                       {"keys", std::move(keys)}};
  if (content.next_root) payload["next_root"] = content.next_root->to_jwk();
  return payload;
}

std::expected<TrustListContent, TrustListError> read_trust_list_json(const json::object& payload) {
  auto issuer = Issuer::parse(json::text_member(payload, "iss").value_or(""));
  if (!issuer) return std::unexpected(TrustListError::bad_issuer);
  const auto sequence = json::int_member(payload, "seq");
  const json::array* const items = json::array_member(payload, "keys");
  if (!sequence || *sequence < 1 || items == nullptr) {
    return std::unexpected(TrustListError::malformed);
  }
  const auto issued_at = time_member(payload, "iat");
  const auto expires = time_member(payload, "exp");
  if (!issued_at || !expires) return std::unexpected(TrustListError::bad_dates);
  auto keys = read_keys(*items);
  if (!keys) return std::unexpected(keys.error());

  TrustListContent content{.issuer = std::move(*issuer),
                           .sequence = static_cast<std::uint64_t>(*sequence),
                           .issued_at = *issued_at,
                           .expires = *expires,
                           .keys = std::move(*keys),
                           .next_root = std::nullopt};
  if (const json::object* const jwk = json::object_member(payload, "next_root")) {
    auto key = VerificationKey::from_jwk(*jwk);
    if (!key) return std::unexpected(TrustListError::bad_key);
    content.next_root = std::move(*key);
  }
  return content;
}

}  // namespace servicecard
