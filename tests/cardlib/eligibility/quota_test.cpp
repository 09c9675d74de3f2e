#include "cardlib/eligibility/quota.h"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/cardlib/eligibility/policies.h"

namespace servicecard {
namespace {

using enum Designation;
using test::held;
using test::tax;
using test::tax_in_wan;

struct Row {
  std::string_view name;
  std::vector<HeldDesignation> designations;
  std::vector<TaxRecord> taxes;
  CardQuota quota;
};

void expect_all(const Policy& policy, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const EnterpriseFacts facts{.designations = row.designations, .taxes = row.taxes};
    const CardQuota quota = card_quota(policy, facts, test::day("2026-03-01"));
    EXPECT_EQ(quota.certain, row.quota.certain);
    EXPECT_EQ(quota.possible, row.quota.possible);
  }
}

TEST(CardQuota, FollowsTheTiersAtEveryBoundary) {
  const HeldDesignation k = held(key);
  const HeldDesignation g = held(high_growth);
  expect_all(test::shipped("default"),
             {
                 {"key at 3,000,000.00 has no ground", {k}, {tax(2025, "3000000.00")}, {0, 0}},
                 {"key at 3,000,000.01", {k}, {tax(2025, "3000000.01")}, {3, 3}},
                 {"key at 5,000,000.00", {k}, {tax(2025, "5000000.00")}, {3, 3}},
                 {"key at 5,000,000.01", {k}, {tax(2025, "5000000.01")}, {4, 4}},
                 {"key at 10,000,000.00", {k}, {tax(2025, "10000000.00")}, {4, 4}},
                 {"key at 10,000,000.01", {k}, {tax(2025, "10000000.01")}, {5, 5}},
                 {"key at 50,000,000.00", {k}, {tax(2025, "50000000.00")}, {5, 5}},
                 {"key at 50,000,000.01", {k}, {tax(2025, "50000000.01")}, {6, 6}},
                 {"high growth at zero", {g}, {tax(2025, "0.00")}, {3, 3}},
                 {"high growth at 3,000,000.00", {g}, {tax(2025, "3000000.00")}, {3, 3}},
                 {"high growth at 3,000,000.01", {g}, {tax(2025, "3000000.01")}, {4, 4}},
                 {"high growth at 60,000,000.00", {g}, {tax(2025, "60000000.00")}, {4, 4}},
                 {"both, the larger: high growth", {g, k}, {tax(2025, "4000000.00")}, {4, 4}},
                 {"both, the larger: key", {g, k}, {tax(2025, "60000000.00")}, {6, 6}},
                 {"no ground", {held(srdi)}, {tax(2025, "60000000.00")}, {0, 0}},
                 {"designation over",
                  {held(key, "2020-01-01", "2026-02-28")},
                  {tax(2025, "9000000.00")},
                  {0, 0}},
             });
}

TEST(CardQuota, CountsOnlyWhatIsCertainAndSaysWhatIsPossible) {
  const HeldDesignation k = held(key);
  const HeldDesignation g = held(high_growth);
  expect_all(test::shipped("default"),
             {
                 {"high growth, no record", {g}, {}, {3, 4}},
                 {"high growth, unconfirmed",
                  {g},
                  {tax(2025, "9000000.00", TaxStanding::unconfirmed)},
                  {3, 4}},
                 {"high growth, 300.00 万元", {g}, {tax_in_wan(2025, "300.00")}, {3, 4}},
                 {"key, no record", {k}, {}, {0, 6}},
                 {"key, 300.00 万元", {k}, {tax_in_wan(2025, "300.00")}, {0, 3}},
                 {"key, 500.00 万元", {k}, {tax_in_wan(2025, "500.00")}, {3, 4}},
                 {"key, 5000.00 万元", {k}, {tax_in_wan(2025, "5000.00")}, {5, 6}},
                 {"both, no record", {g, k}, {}, {3, 6}},
                 {"key, corrected",
                  {k},
                  {tax(2025, "60000000.00", TaxStanding::superseded), tax(2025, "4000000.00")},
                  {3, 3}},
             });
}

TEST(CardQuota, NeedsNoDesignationWhereThePolicyNeedsNone) {
  expect_all(test::shipped("any-high-tax"),
             {
                 {"tax alone", {}, {tax(2025, "5000000.01")}, {4, 4}},
                 {"too little tax", {held(key)}, {tax(2025, "3000000.00")}, {0, 0}},
             });
}

TEST(CardQuota, TakesTheLowerTierWhereItIsNotCertainThatMoreTaxGivesMore) {
  const Policy policy = test::parsed(
      test::edited("/quota/0/tiers", R"([{"cards": 5}, {"above": "3000000.00", "cards": 2}])"));
  expect_all(policy, {{"missing record", {held(high_growth)}, {}, {2, 5}},
                      {"reached", {held(high_growth)}, {tax(2025, "4000000.00")}, {2, 2}},
                      {"not reached", {held(high_growth)}, {tax(2025, "1.00")}, {5, 5}}});
}

}  // namespace
}  // namespace servicecard
