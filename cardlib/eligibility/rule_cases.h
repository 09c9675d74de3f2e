#pragma once

#include <cstddef>
#include <functional>

#include "cardlib/eligibility/facts.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// Beyond so many combinations of facts a policy is not tried out.
inline constexpr std::size_t most_rule_cases = 20'000;

/// Calls `visit` with every combination of facts and day that the policy's rules could tell apart:
/// each designation held or not, amounts just below, at and above each that is named, and so on.
/// False, and no call, where there are more than `most_rule_cases`.
bool for_each_rule_case(const Policy& policy,
                        const std::function<void(const EnterpriseFacts&, CivilDate)>& visit);

}  // namespace servicecard
