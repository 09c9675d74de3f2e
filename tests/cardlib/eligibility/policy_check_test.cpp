#include "cardlib/eligibility/policy_check.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/cardlib/eligibility/policies.h"

namespace servicecard {
namespace {

using enum PolicyDoubt;
using Findings = std::vector<PolicyFinding>;

Findings findings_after(std::string_view place, std::string_view value) {
  return check(test::parsed(test::edited(place, value)));
}

TEST(PolicyCheck, FindsNothingInTheShippedPolicies) {
  for (const std::string_view name : {"default", "any-high-tax"}) {
    EXPECT_EQ(check(test::shipped(name)), Findings{}) << name;
  }
}

TEST(PolicyCheck, FindsContradictionsByTryingTheRules) {
  struct Row {
    std::string_view name;
    std::string_view place;
    std::string_view value;
    Findings findings;
  };
  const std::vector<Row> rows = {
      {"key and not key",
       "/eligible",
       R"({"all": [{"designation": "key"}, {"not": {"designation": "key"}}]})",
       {{nobody_eligible, "/eligible"}}},
      {"more than 5 and less than 3",
       "/eligible",
       R"({"all": [{"tax": {"more_than": "5.00"}}, {"tax": {"less_than": "3.00"}}]})",
       {{nobody_eligible, "/eligible"}}},
      {"tax or its contrary",
       "/eligible",
       R"({"any": [{"tax": {"more_than": "5.00"}}, {"tax": {"at_most": "5.00"}}]})",
       {{everybody_eligible, "/eligible"}, {eligible_without_quota, "/quota"}}},
      {"a branch that no one takes",
       "/eligible",
       R"({"any": [{"designation": "high_growth"},
                   {"all": [{"tax": {"more_than": "5.00"}}, {"tax": {"at_most": "5.00"}}]}]})",
       {{rule_never_holds, "/eligible/any/1"}}},
      {"a date before the policy",
       "/eligible/any/0",
       R"({"all": [{"designation": "high_growth"}, {"date": {"to": "2020-12-31"}}]})",
       {{rule_never_holds, "/eligible/any/0"}}},
      {"a date that the policy never leaves",
       "/eligible/any/0",
       R"({"all": [{"designation": "high_growth"}, {"date": {"from": "2020-12-31"}}]})",
       {{rule_always_holds, "/eligible/any/0/all/1"}}},
      {"no quota for some",
       "/eligible",
       R"({"designation": "srdi"})",
       {{eligible_without_quota, "/quota"}}},
      {"a quota of no cards", "/quota/0/tiers/0/cards", "0", {{eligible_without_quota, "/quota"}}},
      {"a ground that no one has",
       "/quota/1/ground",
       R"({"all": [{"designation": "key"}, {"not": {"designation": "key"}}]})",
       {{rule_never_holds, "/quota/1/ground"}, {eligible_without_quota, "/quota"}}},
      {"credit that matters",
       "/eligible",
       R"({"all": [{"designation": "high_growth"}, {"not": {"credit": "dishonest"}}]})",
       {}},
      {"fewer cards for more tax",
       "/quota/1/tiers/3/cards",
       "4",
       {{fewer_cards_for_more_tax, "/quota/1/tiers"}}},
      {"cards that end before they begin",
       "/validity/years_after",
       "0",
       {{cards_without_days, "/validity"}}},
      {"cards for the rest of the year",
       "/validity",
       R"({"last_day": "12-31", "years_after": 0})",
       {}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Findings found = findings_after(row.place, row.value);
    std::string told;
    for (const PolicyFinding& finding : found) {
      told += std::string(to_string(finding.doubt)) + " at " + finding.path + "\n";
    }
    EXPECT_EQ(found, row.findings) << told;
  }
}

TEST(PolicyCheck, MissesASectorWithoutServices) {
  const Findings found = findings_after(
      "/services", R"([{"code": "health.a", "sector": "health", "name": {"zh": "甲", "en": "A"},
                        "for": ["self"], "contract": "X"}])");
  EXPECT_EQ(found, (Findings{{empty_sector, "/services"}, {empty_sector, "/services"}}));
}

TEST(PolicyCheck, SaysSoWhereThereAreTooManyCases) {
  std::string rule = R"({"any": [{"designation": "key"})";
  for (int i = 0; i < 10; ++i) {
    rule += R"(, {"tax": {"more_than": "threshold", "year": -)" + std::to_string(i) + "}}";
  }
  const Findings found = findings_after("/eligible", rule + "]}");
  EXPECT_EQ(found, (Findings{{too_many_cases, "/eligible"}}));
}

TEST(PolicyDoubt, HasANameAndTextsEach) {
  for (const PolicyDoubt doubt :
       {nobody_eligible, everybody_eligible, rule_never_holds, rule_always_holds,
        eligible_without_quota, fewer_cards_for_more_tax, cards_without_days, empty_sector,
        too_many_cases}) {
    EXPECT_FALSE(to_string(doubt).empty());
    EXPECT_FALSE(text_of(doubt).zh.empty());
    EXPECT_FALSE(text_of(doubt).en.empty());
  }
}

}  // namespace
}  // namespace servicecard
