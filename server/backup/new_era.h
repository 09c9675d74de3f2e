#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cardlib/credential/issuer.h"
#include "cardlib/credential/offline_pack.h"
#include "server/backup/manifest.h"
#include "server/backup/published.h"
#include "server/store/store.h"

namespace servicecard::backup {

/// What a restored record begins with.
struct NewEra {
  std::int64_t status_list = 0;           ///< the list that indices are drawn from now
  std::int64_t written_off = 0;           ///< lists whose unused indices say invalid now
  std::vector<std::string> next_numbers;  ///< `YC2026 from 2757121`
  std::uint64_t pack_sequence = 0;        ///< of the last pack that may have been published
  TakenAway taken_away{};                 ///< by the pack that was at hand
};

/// The number of the last pack that the record knows of; 0 before the first.
[[nodiscard]] std::uint64_t last_pack(store::Reader& reader);

/// Parts a restored record from whatever was done after its backup, of which it knows nothing but
/// what `published`, the last offline pack at hand, tells; null where there is none.
///
/// No card number, no index of a status list and no number of a pack that was given out then is
/// given out again; what was drawn from the old lists then says invalid; what was taken away and
/// published is taken away. Every restore has an era of its own, also several of one backup, as
/// long as they are ten minutes apart and fewer than 16 cards a minute were issued from one to the
/// next. One change, with the leaf `data.restored` that names the journal it came from.
NewEra begin_new_era(store::Store& store, const Manifest& from, const Issuer& issuer,
                     const OfflinePack* published, Time now);

}  // namespace servicecard::backup
