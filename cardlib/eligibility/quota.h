#pragma once

#include "cardlib/eligibility/facts.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// How many live cards an enterprise may have.
struct CardQuota {
  int certain;   ///< by what is on record and exact; cards are issued by this number
  int possible;  ///< should whatever is pending or rounded turn out for the best

  bool operator==(const CardQuota&) const = default;
};

/// The quota on a day, by the largest tier of all the grounds that hold.
[[nodiscard]] CardQuota card_quota(const Policy& policy, const EnterpriseFacts& facts,
                                   CivilDate day);

}  // namespace servicecard
