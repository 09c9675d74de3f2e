#include "server/store/second_factors.h"

namespace servicecard::store::second_factors {
namespace {

SecondFactor second_factor_of(const Row& row) {
  return {.secret_sealed = row.bytes("secret_sealed"),
          .last_step = row.integer("last_step"),
          .confirmed_at = row.maybe_time("confirmed_at")};
}

}  // namespace

std::optional<SecondFactor> find(Reader& reader, std::int64_t actor_id) {
  return reader.one("SELECT * FROM totp WHERE actor_id = $actor_id", {{"$actor_id", actor_id}},
                    second_factor_of);
}

bool propose(Transaction& transaction, std::int64_t actor_id, BytesView secret_sealed, Time now) {
  return transaction.change(
             "INSERT INTO totp (actor_id, secret_sealed, last_step, created_at)"
             " VALUES ($actor_id, $secret_sealed, 0, $created_at) ON CONFLICT (actor_id) DO UPDATE"
             " SET secret_sealed = excluded.secret_sealed, last_step = 0,"
             " created_at = excluded.created_at WHERE totp.confirmed_at IS NULL",
             {{"$actor_id", actor_id}, {"$secret_sealed", secret_sealed}, {"$created_at", now}}) ==
         1;
}

void confirm(Transaction& transaction, std::int64_t actor_id, Time now) {
  transaction.change("UPDATE totp SET confirmed_at = $confirmed_at WHERE actor_id = $actor_id",
                     {{"$confirmed_at", now}, {"$actor_id", actor_id}});
}

bool use_step(Transaction& transaction, std::int64_t actor_id, std::int64_t step) {
  return transaction.change(
             "UPDATE totp SET last_step = $step WHERE actor_id = $actor_id AND last_step < $step",
             {{"$step", step}, {"$actor_id", actor_id}}) == 1;
}

bool remove(Transaction& transaction, std::int64_t actor_id) {
  transaction.change("DELETE FROM recovery_code WHERE actor_id = $actor_id",
                     {{"$actor_id", actor_id}});
  return transaction.change("DELETE FROM totp WHERE actor_id = $actor_id",
                            {{"$actor_id", actor_id}}) == 1;
}

void add_recovery_codes(Transaction& transaction, std::int64_t actor_id,
                        const std::vector<Sha256>& hashes) {
  for (const Sha256& hash : hashes) {
    transaction.change("INSERT INTO recovery_code (actor_id, hash) VALUES ($actor_id, $hash)",
                       {{"$actor_id", actor_id}, {"$hash", hash}});
  }
}

bool use_recovery_code(Transaction& transaction, std::int64_t actor_id, const Sha256& hash,
                       Time now) {
  return transaction.change(
             "UPDATE recovery_code SET used_at = $used_at"
             " WHERE actor_id = $actor_id AND hash = $hash AND used_at IS NULL",
             {{"$used_at", now}, {"$actor_id", actor_id}, {"$hash", hash}}) == 1;
}

std::int64_t count_recovery_codes(Reader& reader, std::int64_t actor_id) {
  return reader
      .one(
          "SELECT count(*) AS codes FROM recovery_code"
          " WHERE actor_id = $actor_id AND used_at IS NULL",
          {{"$actor_id", actor_id}}, [](const Row& row) { return row.integer("codes"); })
      .value();
}

}  // namespace servicecard::store::second_factors
