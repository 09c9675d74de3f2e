#include "server/store/actors.h"

#include "server/store/columns.h"

namespace servicecard::store::actors {
namespace {

ActorRow actor_of(const Row& row) {
  return {.id = row.integer("id"),
          .name = row.text("name"),
          .role = row.text("role"),
          .created_at = row.time("created_at"),
          .disabled_at = row.maybe_time("disabled_at")};
}

}  // namespace

std::optional<std::int64_t> add(Transaction& transaction, const std::string& name,
                                std::string_view role, const Sha256& token_hash, Time now) {
  return transaction.change_returning(
      "INSERT INTO actor (name, role, token_hash, created_at)"
      " VALUES ($name, $role, $token_hash, $created_at) ON CONFLICT (name) DO NOTHING RETURNING id",
      {{"$name", name}, {"$role", role}, {"$token_hash", token_hash}, {"$created_at", now}}, id_of);
}

bool disable(Transaction& transaction, std::int64_t id, Time now) {
  return transaction.change(
             "UPDATE actor SET disabled_at = $disabled_at WHERE id = $id AND disabled_at IS NULL",
             {{"$disabled_at", now}, {"$id", id}}) == 1;
}

std::optional<ActorRow> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM actor WHERE id = $id", {{"$id", id}}, actor_of);
}

std::optional<ActorRow> of_token(Reader& reader, const Sha256& token_hash) {
  return reader.one("SELECT * FROM actor WHERE token_hash = $token_hash",
                    {{"$token_hash", token_hash}}, actor_of);
}

std::vector<ActorRow> list(Reader& reader) {
  return reader.all("SELECT * FROM actor ORDER BY id", {}, actor_of);
}

}  // namespace servicecard::store::actors
