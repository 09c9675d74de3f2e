#include "cardlib/eligibility/decision.h"

#include <string>

#include <gtest/gtest.h>

#include "cardlib/eligibility/evaluator.h"
#include "tests/cardlib/eligibility/policies.h"

namespace servicecard {
namespace {

using enum Designation;
using test::held;
using test::tax;

Decision decided(const EnterpriseFacts& facts) {
  return decide(test::shipped("default"), facts, test::day("2026-03-01"));
}

TEST(Trace, ReadsLikeTheReasonsOfAClerk) {
  const Decision decision =
      decided({.designations = {held(key), held(high_growth, "2023-01-01", "2025-12-31")},
               .taxes = {tax(2025, "3000000.00")}});
  EXPECT_EQ(readable(decision.trace).en,
            "any of: no\n"
            "  high_growth on 2026-03-01 (2023-01-01 to 2025-12-31): no\n"
            "  all of: no\n"
            "    key on 2026-03-01 (2020-01-01 to …): yes\n"
            "    tax 2025 = 3,000,000.00 yuan > 3,000,000.00: no\n");
  EXPECT_EQ(readable(decision.trace).zh,
            "满足其一：否\n"
            "  2026-03-01 为高成长性企业（2023-01-01 至 2025-12-31）：否\n"
            "  全部满足：否\n"
            "    2026-03-01 为重点企业（2020-01-01 至 …）：是\n"
            "    2025 年纳税 3,000,000.00 元 > 3,000,000.00 元：否\n");
}

std::string tax_line(std::vector<TaxRecord> taxes) {
  const auto decision = decided({.designations = {held(key)}, .taxes = std::move(taxes)});
  const Trace& line = decision.trace.parts.at(1).parts.at(1);
  return line.statement.en + " | " + line.statement.zh;
}

TEST(Trace, SaysWhatIsOnRecordOfATax) {
  EXPECT_EQ(tax_line({}),
            "tax 2025 (no record) > 3,000,000.00 | "
            "2025 年纳税（无记录） > 3,000,000.00 元");
  EXPECT_EQ(tax_line({tax(2025, "5.00", TaxStanding::unconfirmed)}),
            "tax 2025 = 5.00 yuan (unconfirmed) > 3,000,000.00 | "
            "2025 年纳税 5.00 元（未确认） > 3,000,000.00 元");
  EXPECT_EQ(tax_line({test::tax_in_wan(2025, "300.00")}),
            "tax 2025 = 2,999,950.00 to 3,000,050.00 yuan > 3,000,000.00 | "
            "2025 年纳税 2,999,950.00 至 3,000,050.00 元 > 3,000,000.00 元");
  EXPECT_EQ(tax_line({tax(2025, "5.00"), tax(2025, "6.00")}),
            "tax 2025 (more than one record) > 3,000,000.00 | "
            "2025 年纳税（记录不唯一） > 3,000,000.00 元");
}

TEST(Trace, SaysWhatIsOnRecordOfCreditDayAndNegation) {
  const Policy policy = test::with_rule(
      R"({"all": [{"not": {"credit": "dishonest"}}, {"date": {"from": "2026-01-01"}}]})");
  const Decision decision = decide(policy, {}, test::day("2026-03-01"));
  EXPECT_EQ(readable(decision.trace).en,
            "all of: pending\n"
            "  not: pending\n"
            "    credit is dishonest (recorded: unknown): pending\n"
            "  2026-03-01 is within 2026-01-01 to …: yes\n");
  EXPECT_EQ(readable(decision.trace).zh,
            "全部满足：待定\n"
            "  不满足：待定\n"
            "    信用状况为失信（登记：未查）：待定\n"
            "  2026-03-01 在 2026-01-01 至 … 之内：是\n");
}

TEST(Trace, SaysWhatAnExactAmountIsNeededFor) {
  const auto decision =
      decided({.designations = {held(key)}, .taxes = {test::tax_in_wan(2025, "300.00")}});
  EXPECT_NE(readable(decision.trace).en.find(": needs the exact amount\n"), std::string::npos);
  EXPECT_NE(readable(decision.trace).zh.find("：需精确金额\n"), std::string::npos);
}

TEST(Decision, CarriesItsPolicyItsInputsAndItsReasonsInJson) {
  const Decision decision = decided({.designations = {held(key, "2023-01-01", "2025-12-31")},
                                     .taxes = {tax(2025, "3000000.01")},
                                     .credit = CreditStatus::good});
  EXPECT_EQ(json::serialize(to_json(decision)),
            R"json({"policy":{"id":"default","version":1},"day":"2026-03-01",)json"
            R"json("outcome":"not_eligible",)json"
            R"json("facts":{"designations":[{"designation":"key","from":"2023-01-01",)json"
            R"json("to":"2025-12-31"}],"taxes":[{"year":2025,"least_fen":300000001,)json"
            R"json("most_fen":300000001,"standing":"confirmed"}],"credit":"good"},)json"
            R"json("trace":{"result":"no","zh":"满足其一","en":"any of","parts":[)json"
            R"json({"result":"no","zh":"2026-03-01 为高成长性企业（无记录）",)json"
            R"json("en":"high_growth on 2026-03-01 (no record)"},)json"
            R"json({"result":"no","zh":"全部满足","en":"all of","parts":[)json"
            R"json({"result":"no","zh":"2026-03-01 为重点企业（2023-01-01 至 2025-12-31）",)json"
            R"json("en":"key on 2026-03-01 (2023-01-01 to 2025-12-31)"},)json"
            R"json({"result":"yes","zh":"2025 年纳税 3,000,000.01 元 > 3,000,000.00 元",)json"
            R"json("en":"tax 2025 = 3,000,000.01 yuan > 3,000,000.00"}]}]}})json");
}

TEST(Outcome, IsReadBackFromItsName) {
  for (const Outcome outcome : all_outcomes) {
    EXPECT_EQ(parse_outcome(to_string(outcome)), outcome);
    EXPECT_FALSE(text_of(outcome).zh.empty());
    EXPECT_FALSE(text_of(outcome).en.empty());
  }
  EXPECT_EQ(parse_outcome("maybe"), std::nullopt);
}

}  // namespace
}  // namespace servicecard
