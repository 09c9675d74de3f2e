#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/bilingual.h"

namespace servicecard {

/// What a well-formed policy can still get wrong.
enum class PolicyDoubt {
  nobody_eligible,
  everybody_eligible,
  rule_never_holds,        ///< a part of the rule tree that changes nothing
  rule_always_holds,       ///< the same
  eligible_without_quota,  ///< an eligible enterprise could get no card
  fewer_cards_for_more_tax,
  cards_without_days,  ///< cards of some days of the year would end before they begin
  empty_sector,        ///< partners of the sector could not serve anybody
  too_many_cases,      ///< the rules could not be tried out
};

[[nodiscard]] std::string_view to_string(PolicyDoubt doubt);
[[nodiscard]] Bilingual text_of(PolicyDoubt doubt);

struct PolicyFinding {
  PolicyDoubt doubt;
  std::string path;  ///< JSON Pointer into the document

  bool operator==(const PolicyFinding&) const = default;
};

/// Tries the policy's rules on every combination of facts that they could tell apart, with complete
/// records, and says what a careful reader should look at. A policy with findings still works.
[[nodiscard]] std::vector<PolicyFinding> check(const Policy& policy);

}  // namespace servicecard
