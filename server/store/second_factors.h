#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// The secret that an account shares with its authenticator (`access/totp.h`), sealed by the
/// caller. It counts once it was confirmed.
struct SecondFactor {
  Bytes secret_sealed;
  std::int64_t last_step = 0;  ///< no code up to this one is accepted any more
  std::optional<Time> confirmed_at;
};

namespace second_factors {

[[nodiscard]] std::optional<SecondFactor> find(Reader& reader, std::int64_t actor_id);
/// Takes the place of one that was never confirmed; false where there is a confirmed one.
[[nodiscard]] bool propose(Transaction& transaction, std::int64_t actor_id, BytesView secret_sealed,
                           Time now);
void confirm(Transaction& transaction, std::int64_t actor_id, Time now);
/// False where that step, or a later one, was used before.
[[nodiscard]] bool use_step(Transaction& transaction, std::int64_t actor_id, std::int64_t step);
/// With its recovery codes. False where there is none.
bool remove(Transaction& transaction, std::int64_t actor_id);

// Codes by their keyed hash.
void add_recovery_codes(Transaction& transaction, std::int64_t actor_id,
                        const std::vector<Sha256>& hashes);
/// False where the account has no such code, or has used it.
[[nodiscard]] bool use_recovery_code(Transaction& transaction, std::int64_t actor_id,
                                     const Sha256& hash, Time now);
/// How many are left.
[[nodiscard]] std::int64_t count_recovery_codes(Reader& reader, std::int64_t actor_id);

}  // namespace second_factors
}  // namespace servicecard::store
