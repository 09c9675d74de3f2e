#include <cstddef>
#include <cstdint>

#include "cardlib/codec/bytes.h"
#include "cardlib/eligibility/evaluator.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/eligibility/quota.h"
#include "tests/fuzz/require.h"

using servicecard::fuzz::require;

namespace servicecard {
namespace {

// Whatever the policy says, an answer comes with its trace, and what is certain is possible.
void require_decides(const Policy& policy) {
  const CivilDate day = CivilDate::of(2026, 3, 1).value();
  const EnterpriseFacts facts{
      .designations = {{Designation::key, {}}},
      .taxes = {
          {2025, FenRange::between(Fen(299'995'000), Fen(300'005'000)), TaxStanding::confirmed}}};
  const Decision decision = decide(policy, facts, day);
  require(!readable(decision.trace).zh.empty() && !to_json(decision).empty());
  const CardQuota quota = card_quota(policy, facts, day);
  require(quota.certain <= quota.possible);
}

}  // namespace
}  // namespace servicecard

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servicecard;
  const auto policy = Policy::parse(as_text({data, size}));
  if (policy) {
    require_decides(*policy);
  } else {
    require(!policy.error().empty());
  }
  return 0;
}
