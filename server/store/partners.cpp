#include "server/store/partners.h"

#include <algorithm>

#include "server/store/columns.h"

namespace servicecard::store::partners {
namespace {

std::string_view to_string(Bearers bearers) {
  switch (bearers) {
    case Bearers::accepted:
      return "accepted";
    case Bearers::refused:
      return "refused";
  }
  return {};
}

// Words parted by single spaces, as they stand in a column.
template <class Names>
std::string joined(const Names& names) {
  std::string words;
  for (const auto name : names) {
    if (!words.empty()) words += ' ';
    words += to_string(name);
  }
  return words;
}

template <class Parse>
auto words_of(std::string_view words, Parse parse) {
  std::set<typename std::invoke_result_t<Parse, std::string_view>::value_type> names;
  while (!words.empty()) {
    const std::string_view first = words.substr(0, words.find(' '));
    names.insert(parse(first).value());
    words.remove_prefix(std::min(words.size(), first.size() + 1));
  }
  return names;
}

PartnerSite site_of(const Row& row) {
  return {.code = row.text("code"),
          .name = row.text("name"),
          .created_at = row.time("created_at"),
          .closed_at = row.maybe_time("closed_at")};
}

// Without its sites.
Partner partner_of(const Row& row) {
  return {.id = row.text("id"),
          .name = row.text("name"),
          .sector = named(row, "sector", parse_sector),
          .uscc = row.maybe_text("uscc"),
          .contract_from = maybe_parsed<CivilDate>(row, "contract_from"),
          .contract_until = maybe_parsed<CivilDate>(row, "contract_until"),
          .max_age = row.integer("max_age"),
          .bearers = row.text_view("bearers") == "refused" ? Bearers::refused : Bearers::accepted,
          .suspended_at = row.maybe_time("suspended_at"),
          .suspended_reason = row.maybe_text("suspended_reason"),
          .created_at = row.time("created_at"),
          .shows = words_of(row.text_view("shows"), parse_card_field),
          .sites = {}};
}

std::vector<PartnerSite> sites_of(Reader& reader, const std::string& partner_id) {
  return reader.all("SELECT * FROM partner_site WHERE partner_id = $partner_id ORDER BY code",
                    {{"$partner_id", partner_id}}, site_of);
}

PartnerKey key_of(const Row& row) {
  return {.id = row.integer("id"),
          .partner_id = row.text("partner_id"),
          .hash = digest(row, "hash"),
          .created_at = row.time("created_at"),
          .revoked_at = row.maybe_time("revoked_at"),
          .label = row.text("label"),
          .scopes = words_of(row.text_view("scopes"), parse_partner_scope),
          .jwk = row.maybe_text("jwk"),
          .last_used_at = std::nullopt};
}

PartnerKey key_with_use_of(const Row& row) {
  PartnerKey key = key_of(row);
  key.last_used_at = row.maybe_time("used_at");
  return key;
}

void announce(Transaction& transaction, const std::string& partner_id) {
  transaction.announce(PartnerChanged{find(transaction, partner_id).value()});
}

void announce_key(Transaction& transaction, std::int64_t id) {
  transaction.query("SELECT * FROM partner_key WHERE id = $id", {{"$id", id}},
                    [&](const Row& row) { transaction.announce(PartnerKeyChanged{key_of(row)}); });
}

}  // namespace

bool add(Transaction& transaction, const Partner& partner) {
  const std::int64_t added = transaction.change(
      "INSERT INTO partner (id, name, sector, uscc, contract_from, contract_until, max_age,"
      " bearers, suspended_at, suspended_reason, created_at, shows) VALUES ($id, $name, $sector,"
      " $uscc, $contract_from, $contract_until, $max_age, $bearers, $suspended_at,"
      " $suspended_reason, $created_at, $shows) ON CONFLICT (id) DO NOTHING",
      {{"$id", partner.id},
       {"$name", partner.name},
       {"$sector", servicecard::to_string(partner.sector)},
       {"$uscc", partner.uscc},
       {"$contract_from", written(partner.contract_from)},
       {"$contract_until", written(partner.contract_until)},
       {"$max_age", partner.max_age},
       {"$bearers", to_string(partner.bearers)},
       {"$suspended_at", partner.suspended_at},
       {"$suspended_reason", partner.suspended_reason},
       {"$created_at", partner.created_at},
       {"$shows", joined(partner.shows)}});
  if (added == 1) announce(transaction, partner.id);
  return added == 1;
}

void update(Transaction& transaction, const Partner& partner) {
  transaction.change(
      "UPDATE partner SET name = $name, uscc = $uscc, contract_from = $contract_from,"
      " contract_until = $contract_until, max_age = $max_age, bearers = $bearers,"
      " suspended_at = $suspended_at, suspended_reason = $suspended_reason, shows = $shows"
      " WHERE id = $id",
      {{"$name", partner.name},
       {"$uscc", partner.uscc},
       {"$contract_from", written(partner.contract_from)},
       {"$contract_until", written(partner.contract_until)},
       {"$max_age", partner.max_age},
       {"$bearers", to_string(partner.bearers)},
       {"$suspended_at", partner.suspended_at},
       {"$suspended_reason", partner.suspended_reason},
       {"$shows", joined(partner.shows)},
       {"$id", partner.id}});
  announce(transaction, partner.id);
}

std::optional<Partner> find(Reader& reader, const std::string& id) {
  auto partner = reader.one("SELECT * FROM partner WHERE id = $id", {{"$id", id}}, partner_of);
  if (partner) partner->sites = sites_of(reader, id);
  return partner;
}

std::vector<Partner> list(Reader& reader) {
  auto partners = reader.all("SELECT * FROM partner ORDER BY id", {}, partner_of);
  reader.query("SELECT * FROM partner_site ORDER BY partner_id, code", {}, [&](const Row& row) {
    const auto owner =
        std::ranges::lower_bound(partners, row.text_view("partner_id"), {}, &Partner::id);
    owner->sites.push_back(site_of(row));
  });
  return partners;
}

bool add_site(Transaction& transaction, const std::string& partner_id, const PartnerSite& site) {
  const std::int64_t added = transaction.change(
      "INSERT INTO partner_site (partner_id, code, name, created_at) VALUES ($partner_id, $code,"
      " $name, $created_at) ON CONFLICT (partner_id, code) DO NOTHING",
      {{"$partner_id", partner_id},
       {"$code", site.code},
       {"$name", site.name},
       {"$created_at", site.created_at}});
  if (added == 1) announce(transaction, partner_id);
  return added == 1;
}

bool close_site(Transaction& transaction, const std::string& partner_id, const std::string& code,
                Time now) {
  const std::int64_t closed = transaction.change(
      "UPDATE partner_site SET closed_at = $closed_at"
      " WHERE partner_id = $partner_id AND code = $code AND closed_at IS NULL",
      {{"$closed_at", now}, {"$partner_id", partner_id}, {"$code", code}});
  if (closed != 1) return false;
  transaction.change("UPDATE actor SET site = NULL WHERE partner_id = $partner_id AND site = $code",
                     {{"$partner_id", partner_id}, {"$code", code}});
  announce(transaction, partner_id);
  return true;
}

std::optional<std::int64_t> add_key(Transaction& transaction, const PartnerKey& key) {
  const auto id = transaction.change_returning(
      "INSERT INTO partner_key (partner_id, hash, created_at, label, scopes, jwk)"
      " VALUES ($partner_id, $hash, $created_at, $label, $scopes, $jwk)"
      " ON CONFLICT (hash) DO NOTHING RETURNING id",
      {{"$partner_id", key.partner_id},
       {"$hash", key.hash},
       {"$created_at", key.created_at},
       {"$label", key.label},
       {"$scopes", joined(key.scopes)},
       {"$jwk", key.jwk}},
      id_of);
  if (id) announce_key(transaction, *id);
  return id;
}

bool revoke_key(Transaction& transaction, const std::string& partner_id, std::int64_t key_id,
                Time now) {
  const std::int64_t revoked = transaction.change(
      "UPDATE partner_key SET revoked_at = $revoked_at"
      " WHERE id = $id AND partner_id = $partner_id AND revoked_at IS NULL",
      {{"$revoked_at", now}, {"$id", key_id}, {"$partner_id", partner_id}});
  if (revoked == 1) announce_key(transaction, key_id);
  return revoked == 1;
}

std::vector<PartnerKey> keys(Reader& reader, const std::string& partner_id) {
  return reader.all(
      "SELECT partner_key.*, partner_key_use.used_at FROM partner_key"
      " LEFT JOIN partner_key_use ON partner_key_use.key_id = partner_key.id"
      " WHERE partner_id = $partner_id ORDER BY id",
      {{"$partner_id", partner_id}}, key_with_use_of);
}

std::vector<PartnerKey> all_keys(Reader& reader) {
  return reader.all("SELECT * FROM partner_key ORDER BY id", {}, key_of);
}

void note_key_use(Transaction& transaction, std::int64_t key_id, Time used_at) {
  transaction.note(
      "INSERT INTO partner_key_use (key_id, used_at) VALUES ($key_id, $used_at)"
      " ON CONFLICT (key_id) DO UPDATE SET used_at = MAX(used_at, excluded.used_at)",
      {{"$key_id", key_id}, {"$used_at", used_at}});
}

}  // namespace servicecard::store::partners
