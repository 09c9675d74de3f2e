#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// A token by which a program acts for the account that made it.
struct AccessToken {
  std::int64_t id = 0;
  std::int64_t actor_id = 0;
  std::string label;
  std::string scope;  ///< as `access::to_string(TokenScope)` writes it
  Time created_at;
  std::optional<Time> expires_at;  ///< from then on it opens nothing
  std::optional<Time> revoked_at{};

  [[nodiscard]] bool is_good(Time now) const {
    return !revoked_at && (!expires_at || now < *expires_at);
  }
};

namespace access_tokens {

/// `id` is given by the database, and returned.
[[nodiscard]] std::int64_t add(Transaction& transaction, const AccessToken& token,
                               const Sha256& hash);
/// False where that account has no such token, or it is revoked already.
[[nodiscard]] bool revoke(Transaction& transaction, std::int64_t actor_id, std::int64_t id,
                          Time now);
void revoke_all(Transaction& transaction, std::int64_t actor_id, Time now);

[[nodiscard]] std::optional<AccessToken> find(Reader& reader, const Sha256& hash);
/// Those that are not revoked, in the order in which they were made.
[[nodiscard]] std::vector<AccessToken> list(Reader& reader, std::int64_t actor_id);

}  // namespace access_tokens
}  // namespace servicecard::store
