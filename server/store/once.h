#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

/// What happens once: a nonce is spent, a request is served.
namespace servicecard::store {

namespace nonces {

/// False where it was spent before. In the transaction of what it is spent on.
[[nodiscard]] bool consume(Transaction& transaction, const std::string& nonce, Time expires);
/// Forgets those that nobody would accept any more; gives their number.
std::int64_t forget(Transaction& transaction, Time now);

}  // namespace nonces

/// A request with an idempotency key, and what it was answered.
struct ServedRequest {
  std::string caller;
  std::string key;
  Sha256 request_hash{};
  std::int64_t status = 0;
  Bytes answer_sealed;
  Time served_at;
};

namespace served_requests {

[[nodiscard]] std::optional<ServedRequest> find(Reader& reader, const std::string& caller,
                                                const std::string& key);
/// In the transaction that serves it. False where it was served already.
[[nodiscard]] bool remember(Transaction& transaction, const ServedRequest& request);
std::int64_t forget(Transaction& transaction, Time served_before);

}  // namespace served_requests
}  // namespace servicecard::store
