#pragma once

#include <cstdint>

#include "cardlib/credential/issuer.h"
#include "cardlib/credential/offline_pack.h"
#include "server/store/transaction.h"

namespace servicecard::backup {

/// What was taken away after a backup was made, as far as it was published.
struct TakenAway {
  std::int64_t revoked = 0;    ///< cards
  std::int64_t suspended = 0;  ///< cards; lost ones among them, which look alike
  std::int64_t voided = 0;     ///< wallet tokens of cards that stand

  bool operator==(const TakenAway&) const = default;
};

/// The number of the highest status list in a pack; 0 where it has none.
[[nodiscard]] std::int64_t highest_list(const OfflinePack& pack);

/// Takes away in a restored record what the pack says is taken away and the record does not: each
/// with a leaf. What the record is stricter about stays as it is.
TakenAway take_away(store::Transaction& transaction, const OfflinePack& pack, const Issuer& issuer,
                    Time now);

}  // namespace servicecard::backup
