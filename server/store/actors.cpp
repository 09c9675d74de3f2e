#include "server/store/actors.h"

#include "server/store/columns.h"

namespace servicecard::store::actors {
namespace {

std::optional<PasswordOrigin> origin_of(const Row& row) {
  const auto one_time = row.maybe_integer("one_time");
  if (!one_time) return std::nullopt;
  return *one_time == 1 ? PasswordOrigin::one_time : PasswordOrigin::own;
}

ActorRow actor_of(const Row& row) {
  return {.id = row.integer("id"),
          .name = row.text("name"),
          .role = row.text("role"),
          .epoch = row.integer("epoch"),
          .created_at = row.time("created_at"),
          .disabled_at = row.maybe_time("disabled_at"),
          .password = origin_of(row),
          .second_factor_at = row.maybe_time("second_factor_at"),
          .partner_id = row.maybe_text("partner_id"),
          .site = row.maybe_text("site")};
}

}  // namespace

std::optional<std::int64_t> add(Transaction& transaction, const std::string& name,
                                std::string_view role, Time now) {
  return transaction.change_returning(
      "INSERT INTO actor (name, role, created_at) VALUES ($name, $role, $created_at)"
      " ON CONFLICT (name) DO NOTHING RETURNING id",
      {{"$name", name}, {"$role", role}, {"$created_at", now}}, id_of);
}

std::optional<std::int64_t> add_counter(Transaction& transaction, const std::string& name,
                                        const std::string& partner_id,
                                        const std::optional<std::string>& site, Time now) {
  return transaction.change_returning(
      "INSERT INTO actor (name, role, created_at, partner_id, site)"
      " VALUES ($name, 'counter', $created_at, $partner_id, $site)"
      " ON CONFLICT (name) DO NOTHING RETURNING id",
      {{"$name", name}, {"$created_at", now}, {"$partner_id", partner_id}, {"$site", site}}, id_of);
}

bool disable(Transaction& transaction, std::int64_t id, Time now) {
  return transaction.change(
             "UPDATE actor SET disabled_at = $disabled_at, epoch = epoch + 1"
             " WHERE id = $id AND disabled_at IS NULL",
             {{"$disabled_at", now}, {"$id", id}}) == 1;
}

bool enable(Transaction& transaction, std::int64_t id) {
  return transaction.change(
             "UPDATE actor SET disabled_at = NULL WHERE id = $id AND disabled_at IS NOT NULL",
             {{"$id", id}}) == 1;
}

void begin_epoch(Transaction& transaction, std::int64_t id) {
  transaction.change("UPDATE actor SET epoch = epoch + 1 WHERE id = $id", {{"$id", id}});
}

std::optional<ActorRow> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM account WHERE id = $id", {{"$id", id}}, actor_of);
}

std::optional<ActorRow> find(Reader& reader, const std::string& name) {
  return reader.one("SELECT * FROM account WHERE name = $name", {{"$name", name}}, actor_of);
}

std::vector<ActorRow> list(Reader& reader) {
  return reader.all("SELECT * FROM account WHERE partner_id IS NULL ORDER BY id", {}, actor_of);
}

std::vector<ActorRow> of_partner(Reader& reader, const std::string& partner_id) {
  return reader.all("SELECT * FROM account WHERE partner_id = $partner_id ORDER BY id",
                    {{"$partner_id", partner_id}}, actor_of);
}

}  // namespace servicecard::store::actors
