#include "cardlib/lifecycle/lapse.h"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/cardlib/eligibility/policies.h"

namespace servicecard {
namespace {

using enum Designation;
using enum ReasonCode;
using test::held;
using test::tax;
using test::tax_in_wan;

struct Case {
  std::string_view name;
  EnterpriseFacts facts;
  ReasonCode reason;
};

EnterpriseFacts facts(std::vector<HeldDesignation> designations, std::vector<TaxRecord> taxes,
                      CreditStatus credit = CreditStatus::unknown) {
  return {.designations = std::move(designations), .taxes = std::move(taxes), .credit = credit};
}

void expect_all(const Policy& policy, const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(lapse_reason(policy, row.facts, test::day("2026-03-01")), row.reason);
  }
}

TEST(LapseReason, IsTheTaxWhereMoreOfItWouldDo) {
  const auto unconfirmed = TaxStanding::unconfirmed;
  expect_all(
      test::shipped("default"),
      {{"at the threshold", facts({held(key)}, {tax(2025, "3000000.00")}), tax_below_threshold},
       {"no record of the year", facts({held(key)}, {tax(2024, "9000000.00")}),
        tax_below_threshold},
       {"not confirmed", facts({held(key)}, {tax(2025, "9000000.00", unconfirmed)}),
        tax_below_threshold},
       {"rounded over the threshold", facts({held(key)}, {tax_in_wan(2025, "300.00")}),
        tax_below_threshold}});
}

TEST(LapseReason, IsTheDesignationWhereNoTaxWouldDo) {
  expect_all(test::shipped("default"),
             {{"nothing on record", facts({}, {}), delisted},
              {"high growth until yesterday",
               facts({held(high_growth, "2024-01-01", "2026-02-28")}, {}), delisted},
              {"tax without a title", facts({}, {tax(2025, "9000000.00")}), delisted}});
}

TEST(LapseReason, IsTheCreditWhereAGoodOneWouldDo) {
  const Policy policy = test::with_rule(
      R"({"all": [{"designation": "high_growth"}, {"not": {"credit": "dishonest"}}]})");
  expect_all(
      policy,
      {{"dishonest", facts({held(high_growth)}, {}, CreditStatus::dishonest), dishonest_enterprise},
       {"dishonest and delisted", facts({}, {}, CreditStatus::dishonest), delisted}});
}

}  // namespace
}  // namespace servicecard
