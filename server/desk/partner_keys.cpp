#include "server/desk/partner_keys.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/utf8.h"
#include "cardlib/crypto/verification_key.h"
#include "server/access/bearer_token.h"

namespace servicecard::desk {
namespace {

constexpr std::size_t max_label_length = 80;  // code points

using KeyResult = std::expected<store::PartnerKey, PartnerError>;

void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             const std::string& partner, json::object content) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "partner:" + partner,
                      .content = std::move(content)});
}

std::optional<PartnerError> objection_to(const NewPartnerKey& wanted) {
  if (!utf8::is_line(wanted.label, 0, max_label_length)) return PartnerError::bad_label;
  if (wanted.scopes.empty()) return PartnerError::no_scope;
  return std::nullopt;
}

json::array scopes_json(const store::PartnerScopes& scopes) {
  json::array names;
  for (const store::PartnerScope scope : scopes) names.push_back(json::value(to_string(scope)));
  return names;
}

bool is_one_too_many(const std::vector<store::PartnerKey>& keys, const store::PartnerKey& next) {
  const auto live = std::ranges::count_if(keys, [&](const store::PartnerKey& key) {
    return !key.revoked_at && key.jwk.has_value() == next.jwk.has_value();
  });
  return std::cmp_greater_equal(live, max_live_keys);
}

KeyResult add(const Desk& desk, const access::Act& act, store::PartnerKey key, const char* kind,
              const json::object& more) {
  return desk.store.write([&](store::Transaction& transaction) -> KeyResult {
    if (!store::partners::find(transaction, key.partner_id)) {
      return std::unexpected(PartnerError::no_such_partner);
    }
    if (is_one_too_many(store::partners::keys(transaction, key.partner_id), key)) {
      return std::unexpected(PartnerError::two_keys_live);
    }
    const auto id = store::partners::add_key(transaction, key);
    if (!id) return std::unexpected(PartnerError::key_registered);
    key.id = *id;
    json::object content{{"key", key.id}, {"scopes", scopes_json(key.scopes)}};
    if (!key.label.empty()) content["label"] = key.label;
    for (const auto& [name, value] : more) content[name] = value;
    journal(transaction, act, kind, key.partner_id, std::move(content));
    return key;
  });
}

std::optional<store::PartnerKey> find_key(store::Reader& reader, const std::string& partner,
                                          std::int64_t id) {
  for (store::PartnerKey& key : store::partners::keys(reader, partner)) {
    if (key.id == id) return std::move(key);
  }
  return std::nullopt;
}

store::PartnerKey row_of(const std::string& partner, const NewPartnerKey& wanted, Time now) {
  return {.id = 0,
          .partner_id = partner,
          .hash = {},
          .created_at = now,
          .label = wanted.label,
          .scopes = wanted.scopes};
}

}  // namespace

std::expected<IssuedKey, PartnerError> issue_partner_key(const Desk& desk, const access::Act& act,
                                                         const std::string& id,
                                                         const NewPartnerKey& wanted) {
  if (const auto objection = objection_to(wanted)) return std::unexpected(*objection);
  std::string secret = access::make_token(access::TokenKind::partner, desk.random);
  store::PartnerKey row = row_of(id, wanted, act.now);
  row.hash = access::token_hash(secret);
  auto key = add(desk, act, std::move(row), "partner.key-issued", {});
  if (!key) return std::unexpected(key.error());
  return IssuedKey{.key = *std::move(key), .secret = std::move(secret)};
}

KeyResult register_partner_key(const Desk& desk, const access::Act& act, const std::string& id,
                               const NewPartnerKey& wanted, const json::object& jwk) {
  if (const auto objection = objection_to(wanted)) return std::unexpected(*objection);
  const auto key = VerificationKey::from_jwk(jwk);
  if (!key) return std::unexpected(PartnerError::bad_key);
  store::PartnerKey row = row_of(id, wanted, act.now);
  const Bytes thumbprint = base64url::decode(key->kid()).value();
  std::ranges::copy(thumbprint, row.hash.begin());
  row.jwk = json::serialize(key->to_jwk());
  return add(desk, act, std::move(row), "partner.key_registered", {{"kid", key->kid()}});
}

KeyResult revoke_partner_key(const Desk& desk, const access::Act& act, const std::string& id,
                             std::int64_t key) {
  return desk.store.write([&](store::Transaction& transaction) -> KeyResult {
    if (!store::partners::find(transaction, id)) {
      return std::unexpected(PartnerError::no_such_partner);
    }
    if (!store::partners::revoke_key(transaction, id, key, act.now)) {
      return std::unexpected(PartnerError::no_such_key);
    }
    journal(transaction, act, "partner.key-revoked", id, {{"key", key}});
    return find_key(transaction, id, key).value();
  });
}

}  // namespace servicecard::desk
