#pragma once

#include "cardlib/eligibility/facts.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/reason_code.h"

namespace servicecard {

/// Why the cards of an enterprise that is not eligible on that day lapse: by what, put right alone,
/// would make it eligible. `dishonest_enterprise` for its credit, `tax_below_threshold` for its
/// tax, which may also be missing, unconfirmed or rounded, and `delisted` for everything else.
[[nodiscard]] ReasonCode lapse_reason(const Policy& policy, const EnterpriseFacts& facts,
                                      CivilDate day);

}  // namespace servicecard
