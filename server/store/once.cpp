#include "server/store/once.h"

#include "server/store/columns.h"

namespace servicecard::store {

bool nonces::consume(Transaction& transaction, const std::string& nonce, Time expires) {
  return transaction.note(
             "INSERT INTO consumed_nonce (nonce, expires_at) VALUES ($nonce, $expires_at)"
             " ON CONFLICT (nonce) DO NOTHING",
             {{"$nonce", nonce}, {"$expires_at", expires}}) == 1;
}

std::int64_t nonces::forget(Transaction& transaction, Time now) {
  return transaction.note("DELETE FROM consumed_nonce WHERE expires_at <= $now", {{"$now", now}});
}

std::optional<ServedRequest> served_requests::find(Reader& reader, const std::string& caller,
                                                   const std::string& key) {
  return reader.one("SELECT * FROM idempotency WHERE caller = $caller AND request_key = $key",
                    {{"$caller", caller}, {"$key", key}}, [](const Row& row) {
                      return ServedRequest{.caller = row.text("caller"),
                                           .key = row.text("request_key"),
                                           .request_hash = digest(row, "request_hash"),
                                           .status = row.integer("status"),
                                           .answer_sealed = row.bytes("answer_sealed"),
                                           .served_at = row.time("served_at")};
                    });
}

bool served_requests::remember(Transaction& transaction, const ServedRequest& request) {
  return transaction.note(
             "INSERT INTO idempotency (caller, request_key, request_hash, status, answer_sealed,"
             " served_at) VALUES ($caller, $request_key, $request_hash, $status, $answer_sealed,"
             " $served_at) ON CONFLICT (caller, request_key) DO NOTHING",
             {{"$caller", request.caller},
              {"$request_key", request.key},
              {"$request_hash", request.request_hash},
              {"$status", request.status},
              {"$answer_sealed", request.answer_sealed},
              {"$served_at", request.served_at}}) == 1;
}

std::int64_t served_requests::forget(Transaction& transaction, Time served_before) {
  return transaction.note("DELETE FROM idempotency WHERE served_at < $served_before",
                          {{"$served_before", served_before}});
}

}  // namespace servicecard::store
