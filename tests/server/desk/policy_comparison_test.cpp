#include "server/desk/policy_comparison.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/issue.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string as_it_is() { return test::source_file("schema/policies/default.json"); }
std::string by_tax_alone() { return test::source_file("schema/policies/any-high-tax.json"); }

// One card for a high-growth enterprise of little tax, in place of three.
std::string with_fewer_cards() {
  std::string document = as_it_is();
  const std::string three = R"("tiers": [{ "cards": 3 }, {)";
  document.replace(document.find(three), three.size(), R"("tiers": [{ "cards": 1 }, {)");
  return document;
}

// Under the default policy: 1 is high-growth without tax, 2 is key with enough, 3 listed with
// enough and thus not eligible, 4 listed with nothing on record.
class Comparison : public testing::Test, protected test::DeskAtWork {
 protected:
  Comparison() {
    enterprise(2, Designation::key, "乙公司（虚构）");
    enterprise(3, Designation::listed, "丙公司（虚构）");
    enterprise(4, Designation::listed, "丁公司（虚构）");
    for (const int n : {2, 3}) tax(n, FenRange(Fen(600'000'000)), "li");
  }

  std::expected<PolicyComparison, ComparisonRefusal> run(const std::string& document,
                                                         ComparedRows rows = ComparedRows::changed,
                                                         store::Page page = {}) {
    return compare_policy(desk(), desk_.clock().now(), document,
                          {.day = day_of(desk_.clock().now()), .rows = rows, .page = page});
  }

  static std::vector<std::string> outcomes(const PolicyComparison& comparison) {
    std::vector<std::string> lines;
    for (const OutcomeChange& each : comparison.outcomes) {
      lines.push_back(std::string(to_string(each.before)) + " " +
                      std::string(to_string(each.after)) + " " + std::to_string(each.enterprises) +
                      " " + std::to_string(each.live_cards));
    }
    return lines;
  }

  static std::vector<Uscc> codes(const PolicyComparison& comparison) {
    std::vector<Uscc> codes;
    for (const ComparedEnterprise& each : comparison.enterprises) codes.push_back(each.uscc);
    return codes;
  }
};

TEST_F(Comparison, FindsNothingWhereThePolicyIsTheSame) {
  const auto same = run(as_it_is());
  EXPECT_THAT(codes(*same), ElementsAre());
  EXPECT_THAT(outcomes(*same),
              ElementsAre("eligible eligible 2 0", "not_eligible not_eligible 2 0"));
  EXPECT_EQ(same->quotas.raised, 0);
  EXPECT_EQ(same->quotas.places_before, same->quotas.places_after);
}

TEST_F(Comparison, CountsEnterprisesAndTheirLiveCardsByOutcome) {
  desk_.unlock();
  ASSERT_TRUE(issue_applications(desk(), by("wang"), {approved(person(1))}).back().card);
  EXPECT_THAT(outcomes(run(by_tax_alone()).value()),
              ElementsAre("eligible eligible 2 1", "not_eligible eligible 1 0",
                          "not_eligible pending 1 0"));
}

TEST_F(Comparison, ShowsWhatChangesWithTheReasonsOfBothSides) {
  const auto comparison = run(by_tax_alone());
  ASSERT_THAT(codes(*comparison), ElementsAre(test::uscc(3), test::uscc(4)));
  const ComparedEnterprise& third = comparison->enterprises[0];
  EXPECT_EQ(third.before.outcome, Outcome::not_eligible);
  EXPECT_EQ(third.after.outcome, Outcome::eligible);
  EXPECT_THAT(readable(third.after.trace).en, HasSubstr("6,000,000.00"));
  EXPECT_EQ(third.quota_before.certain, 0);
  EXPECT_EQ(third.quota_after.certain, 4);
  EXPECT_EQ(comparison->quotas.raised, 1);
  EXPECT_EQ(comparison->quotas.places_after - comparison->quotas.places_before, 4);
}

TEST_F(Comparison, ShowsAQuotaThatChangesThoughTheOutcomeDoesNot) {
  EXPECT_THAT(codes(run(with_fewer_cards()).value()), ElementsAre(test::uscc(1)));
}

TEST_F(Comparison, SaysHowManyWouldHaveMoreCardsThanTheyMay) {
  EXPECT_EQ(run(with_fewer_cards())->quotas.lowered, 1);
  EXPECT_EQ(run(with_fewer_cards())->quotas.over, 0);
  desk_.unlock();
  ASSERT_TRUE(issue_applications(desk(), by("wang"), {approved(person(1)), approved(person(2))})
                  .back()
                  .card);
  EXPECT_EQ(run(with_fewer_cards())->quotas.over, 1);
}

TEST_F(Comparison, ListsTheUnchangedOnRequestPageByPageWithTheSameTotals) {
  const auto first = run(by_tax_alone(), ComparedRows::all, {.limit = 3, .after = 0});
  EXPECT_THAT(codes(*first), ElementsAre(test::uscc(1), test::uscc(2), test::uscc(3)));
  const auto second =
      run(by_tax_alone(), ComparedRows::all, {.limit = 3, .after = first->enterprises.back().id});
  EXPECT_THAT(codes(*second), ElementsAre(test::uscc(4)));
  EXPECT_EQ(outcomes(*first), outcomes(*second));
}

TEST_F(Comparison, SaysWhatIsWrongWithTheDocument) {
  const auto malformed = run("{}");
  ASSERT_TRUE(malformed.error().document);
  EXPECT_EQ(malformed.error().document->error, PublishError::malformed);
  EXPECT_FALSE(malformed.error().document->faults.empty());
}

TEST_F(Comparison, ChangesNothing) {
  const std::size_t leaves = desk_.journal_size();
  ASSERT_TRUE(run(by_tax_alone()));
  EXPECT_EQ(desk_.journal_size(), leaves);
}

TEST(ComparisonWithoutAPolicy, IsRefused) {
  test::TestDesk bare;
  const auto refused = compare_policy(
      bare.desk(), bare.clock().now(), by_tax_alone(),
      {.day = day_of(bare.clock().now()), .rows = ComparedRows::changed, .page = {}});
  ASSERT_FALSE(refused);
  EXPECT_FALSE(refused.error().document);
}

}  // namespace
}  // namespace servicecard::desk
