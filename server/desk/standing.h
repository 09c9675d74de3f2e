#pragma once

#include <cstdint>
#include <optional>

#include "cardlib/eligibility/decision.h"
#include "cardlib/lifecycle/annual_review.h"
#include "cardlib/lifecycle/reason_code.h"
#include "server/desk/facts.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::desk {

/// What a policy says of an enterprise on a day, and what that means for its cards.
struct Standing {
  Decision decision;
  ReviewOutcome outcome = ReviewOutcome::keep;
  std::optional<ReasonCode> reason;  ///< with which cards lapse; absent where they are kept
  int quota = 0;                     ///< by what is on record and exact
};

[[nodiscard]] Standing standing_of(store::Reader& reader, const Policy& policy,
                                   std::int64_t enterprise_id, CivilDate day);

/// Puts the decision on record; gives its number.
[[nodiscard]] std::int64_t add_decision(store::Transaction& transaction, const StoredPolicy& policy,
                                        const Decision& decision, Time now);

}  // namespace servicecard::desk
