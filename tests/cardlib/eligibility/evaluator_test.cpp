#include "cardlib/eligibility/evaluator.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/cardlib/eligibility/policies.h"

namespace servicecard {
namespace {

using enum Designation;
using enum Outcome;
using test::held;
using test::tax;
using test::tax_in_wan;
using test::with_rule;

constexpr std::string_view today = "2026-03-01";  // so that 2025 is the reference year
constexpr auto unconfirmed = TaxStanding::unconfirmed;
constexpr auto superseded = TaxStanding::superseded;

struct Case {
  std::string_view name;
  EnterpriseFacts facts;
  Outcome outcome;
};

EnterpriseFacts facts(std::vector<HeldDesignation> designations, std::vector<TaxRecord> taxes) {
  return {.designations = std::move(designations),
          .taxes = std::move(taxes),
          .credit = CreditStatus::unknown};
}

EnterpriseFacts with_credit(CreditStatus credit) {
  return {.designations = {}, .taxes = {}, .credit = credit};
}

void expect_all(const Policy& policy, const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    SCOPED_TRACE(row.name);
    const Decision decision = decide(policy, row.facts, test::day(today));
    EXPECT_EQ(decision.outcome, row.outcome) << readable(decision.trace).en;
  }
}

TEST(DefaultPolicy, DecidesByDesignation) {
  expect_all(
      test::shipped("default"),
      {
          {"nothing on record", facts({}, {}), not_eligible},
          {"high growth, no tax record", facts({held(high_growth)}, {}), eligible},
          {"high growth, zero tax", facts({held(high_growth)}, {tax(2025, "0.00")}), eligible},
          {"high growth, unconfirmed tax",
           facts({held(high_growth)}, {tax(2025, "1.00", unconfirmed)}), eligible},
          {"high growth and failing key",
           facts({held(high_growth), held(key)}, {tax(2025, "1.00")}), eligible},
          {"high growth and pending key", facts({held(high_growth), held(key)}, {}), eligible},
          {"high growth expired yesterday",
           facts({held(high_growth, "2023-03-01", "2026-02-28")}, {}), not_eligible},
          {"high growth on its last day",
           facts({held(high_growth, "2023-03-01", "2026-03-01")}, {}), eligible},
          {"high growth on its first day",
           facts({held(high_growth, "2026-03-01", "2029-02-28")}, {}), eligible},
          {"high growth from tomorrow", facts({held(high_growth, "2026-03-02", "2029-02-28")}, {}),
           not_eligible},
          {"high growth expired and held again",
           facts({held(high_growth, "2020-01-01", "2022-12-31"), held(high_growth)}, {}), eligible},
          {"high growth expired, key passes",
           facts({held(high_growth, "2023-03-01", "2026-02-28"), held(key)},
                 {tax(2025, "3000000.01")}),
           eligible},
          {"other designations with high tax",
           facts({held(listed), held(high_tech), held(tech_sme), held(srdi)},
                 {tax(2025, "9000000.00")}),
           not_eligible},
          {"no designation, pending tax", facts({}, {}), not_eligible},
          {"no designation, high tax", facts({}, {tax(2025, "9000000.00")}), not_eligible},
          {"key expired, high tax",
           facts({held(key, "2020-01-01", "2025-12-31")}, {tax(2025, "9000000.00")}), not_eligible},
          {"key not yet begun, high tax",
           facts({held(key, "2026-06-01", "2028-05-31")}, {tax(2025, "9000000.00")}), not_eligible},
          {"key expired, no tax record", facts({held(key, "2020-01-01", "2025-12-31")}, {}),
           not_eligible},
      });
}

TEST(DefaultPolicy, DecidesKeyEnterprisesByTax) {
  const auto key_with = [](std::vector<TaxRecord> taxes) {
    return facts({held(key)}, std::move(taxes));
  };
  expect_all(
      test::shipped("default"),
      {
          {"2,100,000.00", key_with({tax(2025, "2100000.00")}), not_eligible},
          {"2,999,999.99", key_with({tax(2025, "2999999.99")}), not_eligible},
          {"3,000,000.00 is not more than it", key_with({tax(2025, "3000000.00")}), not_eligible},
          {"3,000,000.01", key_with({tax(2025, "3000000.01")}), eligible},
          {"zero", key_with({tax(2025, "0.00")}), not_eligible},
          {"refund", key_with({tax(2025, "-5000000.00")}), not_eligible},
          {"greatest amount", key_with({tax(2025, "92233720368547758.07")}), eligible},
          {"300.00 万元", key_with({tax_in_wan(2025, "300.00")}), needs_exact_amount},
          {"300.01 万元", key_with({tax_in_wan(2025, "300.01")}), eligible},
          {"299.99 万元", key_with({tax_in_wan(2025, "299.99")}), not_eligible},
          {"300 万元", key_with({tax_in_wan(2025, "300")}), needs_exact_amount},
          {"300.000000 万元 is exact", key_with({tax_in_wan(2025, "300.000000")}), not_eligible},
          {"a range that ends on the threshold",
           key_with({{2025, FenRange::between(Fen(1), Fen(300'000'000)), TaxStanding::confirmed}}),
           not_eligible},
          {"a range that begins just above it",
           key_with({{2025, FenRange::between(Fen(300'000'001), Fen(400'000'000)),
                      TaxStanding::confirmed}}),
           eligible},
          {"no record", key_with({}), pending},
          {"records of other years only",
           key_with({tax(2024, "9000000.00"), tax(2026, "9000000.00")}), pending},
          {"unconfirmed, high", key_with({tax(2025, "9000000.00", unconfirmed)}), pending},
          {"unconfirmed, low", key_with({tax(2025, "1.00", unconfirmed)}), pending},
          {"corrected downwards",
           key_with({tax(2025, "9000000.00", superseded), tax(2025, "2999999.99")}), not_eligible},
          {"corrected upwards", key_with({tax(2025, "1.00", superseded), tax(2025, "3000000.01")}),
           eligible},
          {"a correction of a rounded amount",
           key_with({{2025, FenRange::parse_wan("300.00").value(), superseded},
                     tax(2025, "3000049.99")}),
           eligible},
          {"correction not confirmed yet",
           key_with({tax(2025, "9000000.00", superseded), tax(2025, "8000000.00", unconfirmed)}),
           pending},
          {"superseded by nothing", key_with({tax(2025, "9000000.00", superseded)}), pending},
          {"two records stand", key_with({tax(2025, "9000000.00"), tax(2025, "9000000.00")}),
           pending},
      });
}

TEST(AnyHighTaxPolicy, NeedsNoDesignation) {
  expect_all(
      test::shipped("any-high-tax"),
      {
          {"no designation, 3,000,000.01", facts({}, {tax(2025, "3000000.01")}), eligible},
          {"no designation, 3,000,000.00", facts({}, {tax(2025, "3000000.00")}), not_eligible},
          {"no designation, no record", facts({}, {}), pending},
          {"no designation, 300.00 万元", facts({}, {tax_in_wan(2025, "300.00")}),
           needs_exact_amount},
          {"technology SME, high tax", facts({held(tech_sme)}, {tax(2025, "9000000.00")}),
           eligible},
          {"high growth, no record", facts({held(high_growth)}, {}), eligible},
          {"key, low tax", facts({held(key)}, {tax(2025, "1.00")}), not_eligible},
      });
}

// Rules whose answer is known: a designation held or not, a tax on record, missing or rounded.
constexpr std::string_view yes = R"({"designation": "key"})";
constexpr std::string_view no = R"({"designation": "srdi"})";
constexpr std::string_view unknown = R"({"tax": {"more_than": "threshold"}})";
constexpr std::string_view rounded = R"({"tax": {"more_than": "threshold", "year": -2}})";

std::string combined(std::string_view kind, const std::vector<std::string_view>& rules) {
  std::string out = R"({")" + std::string(kind) + R"(": [)";
  for (const std::string_view rule : rules) out.append(rule).append(",");
  out.back() = ']';
  return out + "}";
}

TEST(Rule, CombinesInThreeValuedLogic) {
  const EnterpriseFacts known = facts({held(key)}, {tax_in_wan(2024, "300.00")});
  struct Row {
    std::string_view name;
    std::string rule;
    Outcome outcome;
  };
  for (const Row& row : {
           Row{"any(yes, pending)", combined("any", {yes, unknown}), eligible},
           Row{"any(pending, yes)", combined("any", {unknown, yes}), eligible},
           Row{"any(yes, rounded)", combined("any", {yes, rounded}), eligible},
           Row{"any(no, pending)", combined("any", {no, unknown}), pending},
           Row{"any(no, rounded)", combined("any", {no, rounded}), needs_exact_amount},
           Row{"any(rounded, pending)", combined("any", {rounded, unknown}), pending},
           Row{"any(no, no)", combined("any", {no, no}), not_eligible},
           Row{"any(no)", combined("any", {no}), not_eligible},
           Row{"all(no, pending)", combined("all", {no, unknown}), not_eligible},
           Row{"all(pending, no)", combined("all", {unknown, no}), not_eligible},
           Row{"all(rounded, no)", combined("all", {rounded, no}), not_eligible},
           Row{"all(yes, pending)", combined("all", {yes, unknown}), pending},
           Row{"all(yes, rounded)", combined("all", {yes, rounded}), needs_exact_amount},
           Row{"all(rounded, pending)", combined("all", {rounded, unknown}), pending},
           Row{"all(yes, yes)", combined("all", {yes, yes}), eligible},
           Row{"not(yes)", R"({"not": )" + std::string(yes) + "}", not_eligible},
           Row{"not(no)", R"({"not": )" + std::string(no) + "}", eligible},
           Row{"not(pending)", R"({"not": )" + std::string(unknown) + "}", pending},
           Row{"not(rounded)", R"({"not": )" + std::string(rounded) + "}", needs_exact_amount},
       }) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(decide(with_rule(row.rule), known, test::day(today)).outcome, row.outcome);
  }
}

TEST(Rule, ComparesTaxAsStrictlyAsItSays) {
  struct Row {
    std::string_view comparison;
    Outcome below;
    Outcome equal;
    Outcome above;
    Outcome around;
  };
  for (const Row& row : {Row{"more_than", not_eligible, not_eligible, eligible, needs_exact_amount},
                         Row{"at_least", not_eligible, eligible, eligible, needs_exact_amount},
                         Row{"less_than", eligible, not_eligible, not_eligible, needs_exact_amount},
                         Row{"at_most", eligible, eligible, not_eligible, needs_exact_amount}}) {
    SCOPED_TRACE(row.comparison);
    const Policy policy =
        with_rule(R"({"tax": {")" + std::string(row.comparison) + R"(": "1000.00"}})");
    const auto outcome = [&](const TaxRecord& record) {
      return decide(policy, facts({}, {record}), test::day(today)).outcome;
    };
    EXPECT_EQ(outcome(tax(2025, "999.99")), row.below);
    EXPECT_EQ(outcome(tax(2025, "1000.00")), row.equal);
    EXPECT_EQ(outcome(tax(2025, "1000.01")), row.above);
    EXPECT_EQ(outcome(tax_in_wan(2025, "0.10")), row.around);
  }
}

TEST(Rule, LooksAtTheYearThatItNames) {
  const Policy policy = with_rule(R"({"tax": {"more_than": "threshold", "year": -3}})");
  const auto outcome = [&](int year) {
    return decide(policy, facts({}, {tax(year, "9000000.00")}), test::day(today)).outcome;
  };
  EXPECT_EQ(outcome(2023), eligible);
  EXPECT_EQ(outcome(2025), pending);
}

TEST(Rule, CountsTheReferenceYearFromTheDayInShanghai) {
  const Policy policy = test::shipped("any-high-tax");
  const EnterpriseFacts known = facts({}, {tax(2024, "1.00"), tax(2025, "9000000.00")});
  EXPECT_EQ(decide(policy, known, test::day("2025-12-31")).outcome, not_eligible);
  EXPECT_EQ(decide(policy, known, test::day("2026-01-01")).outcome, eligible);
}

TEST(Rule, AsksForCredit) {
  expect_all(with_rule(R"({"credit": "good"})"),
             {
                 {"good", with_credit(CreditStatus::good), eligible},
                 {"dishonest", with_credit(CreditStatus::dishonest), not_eligible},
                 {"unknown", with_credit(CreditStatus::unknown), pending},
             });
  expect_all(with_rule(R"({"not": {"credit": "dishonest"}})"),
             {
                 {"not dishonest: good", with_credit(CreditStatus::good), eligible},
                 {"not dishonest: dishonest", with_credit(CreditStatus::dishonest), not_eligible},
                 {"not dishonest: unknown", with_credit(CreditStatus::unknown), pending},
             });
}

TEST(Rule, AsksForTheDay) {
  const Policy policy = with_rule(R"({"date": {"from": "2026-03-01", "to": "2026-03-31"}})");
  const auto outcome = [&](std::string_view iso) {
    return decide(policy, {}, test::day(iso)).outcome;
  };
  EXPECT_EQ(outcome("2026-02-28"), not_eligible);
  EXPECT_EQ(outcome("2026-03-01"), eligible);
  EXPECT_EQ(outcome("2026-03-31"), eligible);
  EXPECT_EQ(outcome("2026-04-01"), not_eligible);
}

}  // namespace
}  // namespace servicecard
