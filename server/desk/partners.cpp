#include "server/desk/partners.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/access/bearer_token.h"

namespace servicecard::desk {
namespace {

constexpr std::chrono::seconds shortest_max_age{60};
constexpr std::chrono::seconds longest_max_age = std::chrono::days(365);

void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             const std::string& partner, json::object content) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "partner:" + partner,
                      .content = std::move(content)});
}

json::value day_json(const std::optional<CivilDate>& day) {
  return day ? json::value(day->str()) : json::value(nullptr);
}

std::optional<PartnerError> objection_to(const Desk& desk, const NewPartner& partner) {
  if (partner.name.empty()) return PartnerError::empty_name;
  if (partner.uscc && partner.uscc->is_fake() && desk.fakes == FakeRecords::refused) {
    return PartnerError::fake_code;
  }
  if (partner.max_age < shortest_max_age || partner.max_age > longest_max_age) {
    return PartnerError::bad_max_age;
  }
  if (partner.contract_until &&
      (!partner.contract_from || *partner.contract_until < *partner.contract_from)) {
    return PartnerError::end_before_start;
  }
  return std::nullopt;
}

store::Partner row_of(const NewPartner& partner, Time now) {
  return {.id = partner.id,
          .name = partner.name,
          .sector = partner.sector,
          .uscc = partner.uscc ? std::optional(partner.uscc->str()) : std::nullopt,
          .contract_from = partner.contract_from,
          .contract_until = partner.contract_until,
          .max_age = partner.max_age.count(),
          .bearers = partner.bearers,
          .suspended_at = std::nullopt,
          .suspended_reason = std::nullopt,
          .created_at = now};
}

std::optional<store::PartnerKey> find_key(store::Reader& reader, const std::string& partner,
                                          std::int64_t id) {
  for (store::PartnerKey& key : store::partners::keys(reader, partner)) {
    if (key.id == id) return std::move(key);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(PartnerError error) {
  switch (error) {
    case PartnerError::no_such_partner:
      return "no-such-partner";
    case PartnerError::no_such_key:
      return "no-such-partner-key";
    case PartnerError::partner_exists:
      return "partner-exists";
    case PartnerError::fake_code:
      return "fake-code";
    case PartnerError::empty_name:
      return "empty-name";
    case PartnerError::empty_reason:
      return "empty-reason";
    case PartnerError::bad_max_age:
      return "bad-max-age";
    case PartnerError::end_before_start:
      return "end-before-start";
    case PartnerError::already_suspended:
      return "already-suspended";
    case PartnerError::not_suspended:
      return "not-suspended";
    case PartnerError::two_keys_live:
      return "two-keys-live";
  }
  return {};
}

std::optional<std::string> parse_partner_id(std::string_view text) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  if (text.size() < 3 || text.size() > 40) return std::nullopt;
  if (!letters.contains(text.front()) || !letters.contains(text.back())) return std::nullopt;
  const bool good =
      std::ranges::all_of(text, [&](char c) { return c == '-' || letters.contains(c); });
  return good ? std::optional(std::string(text)) : std::nullopt;
}

std::vector<store::Partner> list_partners(const Desk& desk) {
  return desk.store.read([](store::Snapshot& snapshot) { return store::partners::list(snapshot); });
}

std::expected<PartnerDetail, PartnerError> show_partner(const Desk& desk, const std::string& id) {
  using Result = std::expected<PartnerDetail, PartnerError>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    auto partner = store::partners::find(snapshot, id);
    if (!partner) return std::unexpected(PartnerError::no_such_partner);
    return PartnerDetail{.partner = *std::move(partner),
                         .keys = store::partners::keys(snapshot, id)};
  });
}

std::expected<store::Partner, PartnerError> add_partner(const Desk& desk, const access::Act& act,
                                                        const NewPartner& partner) {
  using Result = std::expected<store::Partner, PartnerError>;
  if (const auto objection = objection_to(desk, partner)) return std::unexpected(*objection);
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    store::Partner row = row_of(partner, act.now);
    if (!store::partners::add(transaction, row)) {
      return std::unexpected(PartnerError::partner_exists);
    }
    journal(transaction, act, "partner.added", row.id,
            {{"name", row.name},
             {"sector", to_string(row.sector)},
             {"contract_from", day_json(row.contract_from)},
             {"contract_until", day_json(row.contract_until)}});
    return row;
  });
}

std::expected<store::Partner, PartnerError> suspend_partner(const Desk& desk,
                                                            const access::Act& act,
                                                            const std::string& id,
                                                            const std::string& reason) {
  using Result = std::expected<store::Partner, PartnerError>;
  if (reason.empty()) return std::unexpected(PartnerError::empty_reason);
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    auto partner = store::partners::find(transaction, id);
    if (!partner) return std::unexpected(PartnerError::no_such_partner);
    if (partner->suspended_at) return std::unexpected(PartnerError::already_suspended);
    partner->suspended_at = act.now;
    partner->suspended_reason = reason;
    store::partners::update(transaction, *partner);
    journal(transaction, act, "partner.suspended", id, {{"reason", reason}});
    return *std::move(partner);
  });
}

std::expected<store::Partner, PartnerError> resume_partner(const Desk& desk, const access::Act& act,
                                                           const std::string& id) {
  using Result = std::expected<store::Partner, PartnerError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    auto partner = store::partners::find(transaction, id);
    if (!partner) return std::unexpected(PartnerError::no_such_partner);
    if (!partner->suspended_at) return std::unexpected(PartnerError::not_suspended);
    partner->suspended_at.reset();
    partner->suspended_reason.reset();
    store::partners::update(transaction, *partner);
    journal(transaction, act, "partner.resumed", id, {});
    return *std::move(partner);
  });
}

std::expected<IssuedKey, PartnerError> issue_partner_key(const Desk& desk, const access::Act& act,
                                                         const std::string& id) {
  using Result = std::expected<IssuedKey, PartnerError>;
  IssuedKey issued{.id = 0,
                   .created_at = act.now,
                   .secret = access::make_token(access::TokenKind::partner, desk.random)};
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    if (!store::partners::find(transaction, id)) {
      return std::unexpected(PartnerError::no_such_partner);
    }
    const auto keys = store::partners::keys(transaction, id);
    const auto live =
        std::ranges::count_if(keys, [](const store::PartnerKey& key) { return !key.revoked_at; });
    if (std::cmp_greater_equal(live, max_live_keys)) {
      return std::unexpected(PartnerError::two_keys_live);
    }
    issued.id = store::partners::add_key(transaction, {.id = 0,
                                                       .partner_id = id,
                                                       .hash = access::token_hash(issued.secret),
                                                       .created_at = act.now})
                    .value();
    journal(transaction, act, "partner.key-issued", id, {{"key", issued.id}});
    return issued;
  });
}

std::expected<store::PartnerKey, PartnerError> revoke_partner_key(const Desk& desk,
                                                                  const access::Act& act,
                                                                  const std::string& id,
                                                                  std::int64_t key) {
  using Result = std::expected<store::PartnerKey, PartnerError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
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
