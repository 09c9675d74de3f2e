#include "server/store/passwords.h"

namespace servicecard::store::passwords {

std::optional<std::string> find(Reader& reader, std::int64_t actor_id) {
  return reader.one("SELECT hash FROM password WHERE actor_id = $actor_id",
                    {{"$actor_id", actor_id}}, [](const Row& row) { return row.text("hash"); });
}

void put(Transaction& transaction, std::int64_t actor_id, const std::string& hash,
         PasswordOrigin origin, Time now) {
  transaction.change(
      "INSERT INTO password (actor_id, hash, one_time, changed_at)"
      " VALUES ($actor_id, $hash, $one_time, $changed_at) ON CONFLICT (actor_id) DO UPDATE SET"
      " hash = excluded.hash, one_time = excluded.one_time, changed_at = excluded.changed_at",
      {{"$actor_id", actor_id},
       {"$hash", hash},
       {"$one_time", origin == PasswordOrigin::one_time ? 1 : 0},
       {"$changed_at", now}});
}

void put_rehashed(Transaction& transaction, std::int64_t actor_id, const std::string& hash) {
  transaction.change("UPDATE password SET hash = $hash WHERE actor_id = $actor_id",
                     {{"$hash", hash}, {"$actor_id", actor_id}});
}

}  // namespace servicecard::store::passwords
