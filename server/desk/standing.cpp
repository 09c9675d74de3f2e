#include "server/desk/standing.h"

#include <string>

#include "cardlib/eligibility/evaluator.h"
#include "cardlib/eligibility/quota.h"
#include "cardlib/lifecycle/lapse.h"

namespace servicecard::desk {

Standing standing_of(store::Reader& reader, const Policy& policy, std::int64_t enterprise_id,
                     CivilDate day) {
  const EnterpriseFacts facts = facts_of(reader, enterprise_id);
  Standing standing{.decision = decide(policy, facts, day),
                    .outcome = ReviewOutcome::keep,
                    .reason = std::nullopt,
                    .quota = card_quota(policy, facts, day).certain};
  standing.outcome = review_outcome(standing.decision.outcome);
  if (standing.outcome != ReviewOutcome::keep) standing.reason = lapse_reason(policy, facts, day);
  return standing;
}

std::int64_t add_decision(store::Transaction& transaction, const StoredPolicy& policy,
                          const Decision& decision, Time now) {
  return store::decisions::add(transaction, {.policy_id = policy.id,
                                             .verdict = std::string(to_string(decision.outcome)),
                                             .document = json::serialize(to_json(decision)),
                                             .made_at = now});
}

}  // namespace servicecard::desk
