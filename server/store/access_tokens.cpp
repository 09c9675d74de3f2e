#include "server/store/access_tokens.h"

#include "server/store/columns.h"

namespace servicecard::store::access_tokens {
namespace {

AccessToken token_of(const Row& row) {
  return {.id = row.integer("id"),
          .actor_id = row.integer("actor_id"),
          .label = row.text("label"),
          .scope = row.text("scope"),
          .created_at = row.time("created_at"),
          .expires_at = row.maybe_time("expires_at"),
          .revoked_at = row.maybe_time("revoked_at")};
}

}  // namespace

std::int64_t add(Transaction& transaction, const AccessToken& token, const Sha256& hash) {
  return transaction
      .change_returning(
          "INSERT INTO access_token (actor_id, label, hash, scope, created_at, expires_at)"
          " VALUES ($actor_id, $label, $hash, $scope, $created_at, $expires_at) RETURNING id",
          {{"$actor_id", token.actor_id},
           {"$label", token.label},
           {"$hash", hash},
           {"$scope", token.scope},
           {"$created_at", token.created_at},
           {"$expires_at", token.expires_at}},
          id_of)
      .value();
}

bool revoke(Transaction& transaction, std::int64_t actor_id, std::int64_t id, Time now) {
  return transaction.change(
             "UPDATE access_token SET revoked_at = $revoked_at"
             " WHERE id = $id AND actor_id = $actor_id AND revoked_at IS NULL",
             {{"$revoked_at", now}, {"$id", id}, {"$actor_id", actor_id}}) == 1;
}

void revoke_all(Transaction& transaction, std::int64_t actor_id, Time now) {
  transaction.change(
      "UPDATE access_token SET revoked_at = $revoked_at"
      " WHERE actor_id = $actor_id AND revoked_at IS NULL",
      {{"$revoked_at", now}, {"$actor_id", actor_id}});
}

std::optional<AccessToken> find(Reader& reader, const Sha256& hash) {
  return reader.one("SELECT * FROM access_token WHERE hash = $hash", {{"$hash", hash}}, token_of);
}

std::vector<AccessToken> list(Reader& reader, std::int64_t actor_id) {
  return reader.all(
      "SELECT * FROM access_token WHERE actor_id = $actor_id AND revoked_at IS NULL ORDER BY id",
      {{"$actor_id", actor_id}}, token_of);
}

}  // namespace servicecard::store::access_tokens
