#include "server/desk/partners.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/json.h"

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

std::optional<PartnerError> objection_to(const Desk& desk, const store::Partner& partner) {
  if (partner.name.empty()) return PartnerError::empty_name;
  if (partner.uscc && Uscc::parse(*partner.uscc)->is_fake() && desk.fakes == FakeRecords::refused) {
    return PartnerError::fake_code;
  }
  const std::chrono::seconds max_age(partner.max_age);
  if (max_age < shortest_max_age || max_age > longest_max_age) return PartnerError::bad_max_age;
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

json::object contract_json(const store::Partner& partner) {
  return {{"contract_from", day_json(partner.contract_from)},
          {"contract_until", day_json(partner.contract_until)}};
}

json::array names_of(const store::CardFields& fields) {
  json::array names;
  for (const store::CardField field : fields) names.push_back(json::value(to_string(field)));
  return names;
}

void apply(const PartnerChange& change, store::Partner& partner) {
  if (change.name) partner.name = *change.name;
  if (change.contract_from) partner.contract_from = *change.contract_from;
  if (change.contract_until) partner.contract_until = *change.contract_until;
  if (change.max_age) partner.max_age = change.max_age->count();
  if (change.bearers) partner.bearers = *change.bearers;
  if (change.shows) partner.shows = *change.shows;
}

// What the journal keeps of a change: what is different from now on.
json::object differences(const store::Partner& before, const store::Partner& after) {
  json::object content;
  if (after.name != before.name) content["name"] = after.name;
  for (const auto& [name, value] : contract_json(after)) {
    if (value != contract_json(before).at(name)) content[name] = value;
  }
  if (after.max_age != before.max_age) content["max_age_seconds"] = after.max_age;
  if (after.bearers != before.bearers) {
    content["accepts_bearer"] = after.bearers == store::Bearers::accepted;
  }
  if (after.shows != before.shows) content["shows"] = names_of(after.shows);
  return content;
}

bool is_short_name(std::string_view text, std::size_t shortest) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  if (text.size() < shortest || text.size() > 40) return false;
  if (!letters.contains(text.front()) || !letters.contains(text.back())) return false;
  return std::ranges::all_of(text, [&](char c) { return c == '-' || letters.contains(c); });
}

}  // namespace

std::optional<std::string> parse_partner_id(std::string_view text) {
  return is_short_name(text, 3) ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<std::string> parse_site_code(std::string_view text) {
  return is_short_name(text, 1) ? std::optional(std::string(text)) : std::nullopt;
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
                         .keys = store::partners::keys(snapshot, id),
                         .accounts = store::actors::of_partner(snapshot, id)};
  });
}

std::expected<store::Partner, PartnerError> add_partner(const Desk& desk, const access::Act& act,
                                                        const NewPartner& partner) {
  using Result = std::expected<store::Partner, PartnerError>;
  const store::Partner row = row_of(partner, act.now);
  if (const auto objection = objection_to(desk, row)) return std::unexpected(*objection);
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    if (!store::partners::add(transaction, row)) {
      return std::unexpected(PartnerError::partner_exists);
    }
    json::object content{{"name", row.name}, {"sector", to_string(row.sector)}};
    for (const auto& [name, value] : contract_json(row)) content[name] = value;
    journal(transaction, act, "partner.added", row.id, std::move(content));
    return row;
  });
}

std::expected<store::Partner, PartnerError> change_partner(const Desk& desk, const access::Act& act,
                                                           const std::string& id,
                                                           const PartnerChange& change) {
  using Result = std::expected<store::Partner, PartnerError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    const auto before = store::partners::find(transaction, id);
    if (!before) return std::unexpected(PartnerError::no_such_partner);
    store::Partner after = *before;
    apply(change, after);
    if (const auto objection = objection_to(desk, after)) return std::unexpected(*objection);
    if (after == *before) return after;
    store::partners::update(transaction, after);
    journal(transaction, act, "partner.changed", id, differences(*before, after));
    return after;
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

std::expected<store::Partner, PartnerError> open_site(const Desk& desk, const access::Act& act,
                                                      const std::string& id,
                                                      const std::string& code,
                                                      const std::string& name) {
  using Result = std::expected<store::Partner, PartnerError>;
  if (name.empty()) return std::unexpected(PartnerError::empty_name);
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    if (!store::partners::find(transaction, id)) {
      return std::unexpected(PartnerError::no_such_partner);
    }
    if (!store::partners::add_site(transaction, id,
                                   {.code = code, .name = name, .created_at = act.now})) {
      return std::unexpected(PartnerError::site_exists);
    }
    journal(transaction, act, "partner.site_opened", id, {{"site", code}, {"name", name}});
    return store::partners::find(transaction, id).value();
  });
}

std::expected<store::Partner, PartnerError> close_site(const Desk& desk, const access::Act& act,
                                                       const std::string& id,
                                                       const std::string& code) {
  using Result = std::expected<store::Partner, PartnerError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    if (!store::partners::find(transaction, id)) {
      return std::unexpected(PartnerError::no_such_partner);
    }
    if (!store::partners::close_site(transaction, id, code, act.now)) {
      return std::unexpected(PartnerError::no_such_site);
    }
    journal(transaction, act, "partner.site_closed", id, {{"site", code}});
    return store::partners::find(transaction, id).value();
  });
}

}  // namespace servicecard::desk
