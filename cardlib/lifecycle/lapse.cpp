#include "cardlib/lifecycle/lapse.h"

#include <cstdint>
#include <limits>

#include "cardlib/eligibility/evaluator.h"
#include "cardlib/eligibility/rule_reader.h"
#include "cardlib/identity/fen.h"

namespace servicecard {
namespace {

bool eligible(const Policy& policy, const EnterpriseFacts& facts, CivilDate day) {
  return decide(policy, facts, day).outcome == Outcome::eligible;
}

EnterpriseFacts with_good_credit(EnterpriseFacts facts) {
  facts.credit = CreditStatus::good;
  return facts;
}

EnterpriseFacts with_any_tax(EnterpriseFacts facts, CivilDate day) {
  constexpr Fen enough{std::numeric_limits<std::int64_t>::max()};
  facts.taxes.clear();
  for (int offset = least_year_offset; offset <= greatest_year_offset; ++offset) {
    facts.taxes.push_back({.year = day.year() + offset,
                           .amount = FenRange(enough),
                           .standing = TaxStanding::confirmed});
  }
  return facts;
}

}  // namespace

ReasonCode lapse_reason(const Policy& policy, const EnterpriseFacts& facts, CivilDate day) {
  if (facts.credit == CreditStatus::dishonest && eligible(policy, with_good_credit(facts), day)) {
    return ReasonCode::dishonest_enterprise;
  }
  if (eligible(policy, with_any_tax(facts, day), day)) return ReasonCode::tax_below_threshold;
  return ReasonCode::delisted;
}

}  // namespace servicecard
