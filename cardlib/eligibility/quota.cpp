#include "cardlib/eligibility/quota.h"

#include <algorithm>

#include "cardlib/eligibility/evaluator.h"

namespace servicecard {
namespace {

// The tiers' amounts rise, so the last one reached is the one that counts; a policy in which it
// gives fewer cards than one before it is odd, not wrong.
CardQuota of_ground(const QuotaGround& ground, const EnterpriseFacts& facts, int year) {
  CardQuota quota{.certain = 0, .possible = 0};
  for (const QuotaTier& tier : ground.tiers) {
    const Truth reached =
        tier.above ? compare_tax(facts, year, Comparison::more_than, *tier.above) : Truth::yes;
    if (reached == Truth::no) break;
    if (reached == Truth::yes) {
      quota = {.certain = tier.cards, .possible = tier.cards};
    } else {
      quota.certain = std::min(quota.certain, tier.cards);
      quota.possible = std::max(quota.possible, tier.cards);
    }
  }
  return quota;
}

}  // namespace

CardQuota card_quota(const Policy& policy, const EnterpriseFacts& facts, CivilDate day) {
  CardQuota quota{.certain = 0, .possible = 0};
  for (const QuotaGround& ground : policy.terms().quota) {
    const Truth holds = evaluate(ground.ground, facts, day).truth;
    if (holds == Truth::no) continue;
    const CardQuota here = of_ground(ground, facts, policy.reference_year(day));
    if (holds == Truth::yes) quota.certain = std::max(quota.certain, here.certain);
    quota.possible = std::max(quota.possible, here.possible);
  }
  return quota;
}

}  // namespace servicecard
