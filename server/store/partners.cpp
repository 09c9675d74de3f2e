#include "server/store/partners.h"

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
          .created_at = row.time("created_at")};
}

PartnerKey key_of(const Row& row) {
  return {.id = row.integer("id"),
          .partner_id = row.text("partner_id"),
          .hash = digest(row, "hash"),
          .created_at = row.time("created_at"),
          .revoked_at = row.maybe_time("revoked_at")};
}

void announce_key(Transaction& transaction, std::int64_t id) {
  transaction.query("SELECT * FROM partner_key WHERE id = $id", {{"$id", id}},
                    [&](const Row& row) { transaction.announce(PartnerKeyChanged{key_of(row)}); });
}

}  // namespace

bool add(Transaction& transaction, const Partner& partner) {
  const std::int64_t added = transaction.change(
      "INSERT INTO partner (id, name, sector, uscc, contract_from, contract_until, max_age,"
      " bearers, suspended_at, suspended_reason, created_at) VALUES ($id, $name, $sector, $uscc,"
      " $contract_from, $contract_until, $max_age, $bearers, $suspended_at, $suspended_reason,"
      " $created_at) ON CONFLICT (id) DO NOTHING",
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
       {"$created_at", partner.created_at}});
  if (added == 1) transaction.announce(PartnerChanged{partner});
  return added == 1;
}

void update(Transaction& transaction, const Partner& partner) {
  transaction.change(
      "UPDATE partner SET name = $name, uscc = $uscc, contract_from = $contract_from,"
      " contract_until = $contract_until, max_age = $max_age, bearers = $bearers,"
      " suspended_at = $suspended_at, suspended_reason = $suspended_reason WHERE id = $id",
      {{"$name", partner.name},
       {"$uscc", partner.uscc},
       {"$contract_from", written(partner.contract_from)},
       {"$contract_until", written(partner.contract_until)},
       {"$max_age", partner.max_age},
       {"$bearers", to_string(partner.bearers)},
       {"$suspended_at", partner.suspended_at},
       {"$suspended_reason", partner.suspended_reason},
       {"$id", partner.id}});
  transaction.announce(PartnerChanged{partner});
}

std::optional<Partner> find(Reader& reader, const std::string& id) {
  return reader.one("SELECT * FROM partner WHERE id = $id", {{"$id", id}}, partner_of);
}

std::vector<Partner> list(Reader& reader) {
  return reader.all("SELECT * FROM partner ORDER BY id", {}, partner_of);
}

std::int64_t add_key(Transaction& transaction, const std::string& partner_id, const Sha256& hash,
                     Time now) {
  const std::int64_t id =
      transaction
          .change_returning(
              "INSERT INTO partner_key (partner_id, hash, created_at)"
              " VALUES ($partner_id, $hash, $created_at) RETURNING id",
              {{"$partner_id", partner_id}, {"$hash", hash}, {"$created_at", now}}, id_of)
          .value();
  announce_key(transaction, id);
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
  return reader.all("SELECT * FROM partner_key WHERE partner_id = $partner_id ORDER BY id",
                    {{"$partner_id", partner_id}}, key_of);
}

std::vector<PartnerKey> all_keys(Reader& reader) {
  return reader.all("SELECT * FROM partner_key ORDER BY id", {}, key_of);
}

}  // namespace servicecard::store::partners
