#include "server/desk/ground_loss.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/desk/cards.h"
#include "server/desk/enterprises.h"
#include "server/desk/issue.h"
#include "server/store/policies.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

constexpr Fen enough(300'000'001);
constexpr Fen too_little(300'000'000);

// The second enterprise is a key one, of a tax that is enough; its two people have cards.
class LosingAGround : public testing::Test, protected test::DeskAtWork {
 protected:
  LosingAGround() {
    desk_.unlock();
    enterprise(2, Designation::key, "乙公司（虚构）");
    tax(2, FenRange(enough), "li");
    const auto results = issue_applications(
        desk(), by("wang"), {approved(person(1, 2)), approved(person(2, 2, "李四"))});
    for (const IssueResult& result : results) numbers_.push_back(result.card.value());
  }

  CivilDate yesterday() { return day_of(desk_.clock().now()).plus_days(-1); }

  // Its key designation is the second of all.
  LostGround delisted() { return DesignationEnds{.designation = 2, .until = yesterday()}; }

  GroundLossReport lose(const LostGround& what, desk::Run run = Run::real,
                        std::optional<ReasonCode> reason = std::nullopt) {
    return lose_ground(desk(), by("wang"), test::uscc(2),
                       {.what = what, .reason = reason, .note = "县里来文"}, run)
        .value();
  }

  CardView card(const std::string& number) {
    return show_card(desk(), desk_.clock().now(), CardNumber::parse(number).value())->view;
  }

  bool all(ShownState state) {
    return std::ranges::all_of(
        numbers_, [&](const std::string& number) { return card(number).state == state; });
  }

  std::vector<std::string> numbers_;
};

TEST_F(LosingAGround, TakesAllCardsAwayWhereNoneIsLeft) {
  const GroundLossReport report = lose(delisted());
  EXPECT_EQ(report.before.outcome, Outcome::eligible);
  EXPECT_EQ(report.after.outcome, Outcome::not_eligible);
  EXPECT_EQ(report.reason, ReasonCode::delisted);
  ASSERT_EQ(report.cards.size(), 2U);
  EXPECT_EQ(report.cards[1].person_name, "李四");
  EXPECT_EQ(report.cards[1].state, ShownState::active);
  EXPECT_TRUE(all(ShownState::revoked));
  EXPECT_EQ(card(numbers_[0]).card.reason, "delisted");
}

TEST_F(LosingAGround, KeepsTheCardsWhileAnotherHolds) {
  add_designation(desk(), by("chen"), test::uscc(2),
                  {.kind = Designation::high_growth,
                   .from = yesterday(),
                   .until = std::nullopt,
                   .source = "文件"})
      .value();
  const GroundLossReport report = lose(delisted());
  EXPECT_EQ(report.after.outcome, Outcome::eligible);
  EXPECT_EQ(report.reason, std::nullopt);
  EXPECT_EQ(report.cards.size(), 2U);
  EXPECT_TRUE(all(ShownState::active));
  EXPECT_EQ(show_enterprise(desk(), desk_.clock().now(), test::uscc(2))->designations[0].until,
            yesterday());
}

TEST_F(LosingAGround, GoesByTheRecordAfterATaxWasCorrected) {
  tax(2, FenRange(too_little), "");
  EXPECT_EQ(lose(NothingFurther{}).after.outcome, Outcome::pending);
  EXPECT_TRUE(all(ShownState::active));
  confirm_tax_record(desk(), by("li"), test::uscc(2), 2).value();
  EXPECT_EQ(lose(NothingFurther{}).reason, ReasonCode::tax_below_threshold);
  EXPECT_TRUE(all(ShownState::revoked));
}

TEST_F(LosingAGround, KeepsTheCardsWhileTheAmountIsNotExact) {
  tax(2, FenRange::between(too_little, enough), "li");
  const GroundLossReport report = lose(NothingFurther{});
  EXPECT_EQ(report.after.outcome, Outcome::needs_exact_amount);
  EXPECT_EQ(report.reason, std::nullopt);
  EXPECT_TRUE(all(ShownState::active));
}

TEST_F(LosingAGround, RecordsThatTheCreditIsDishonestWhateverThePolicyMakesOfIt) {
  const GroundLossReport report = lose(CreditBecomesDishonest{});
  EXPECT_EQ(report.after.outcome, Outcome::eligible);  // the default policy does not ask for it
  EXPECT_EQ(show_enterprise(desk(), desk_.clock().now(), test::uscc(2))->enterprise.credit_status,
            "dishonest");
}

TEST_F(LosingAGround, RevokesForTheReasonThatTheCallerNames) {
  EXPECT_EQ(lose(delisted(), Run::real, ReasonCode::false_material).reason,
            ReasonCode::false_material);
  EXPECT_EQ(card(numbers_[0]).card.reason, "false_material");
}

TEST_F(LosingAGround, ReportsDryWhatItWouldDoAndDoesNothing) {
  const std::size_t leaves = desk_.journal_size();
  const GroundLossReport dry = lose(delisted(), Run::dry);
  EXPECT_EQ(dry.after.outcome, Outcome::not_eligible);
  EXPECT_EQ(dry.reason, ReasonCode::delisted);
  EXPECT_EQ(dry.cards.size(), 2U);
  EXPECT_TRUE(all(ShownState::active));
  EXPECT_EQ(desk_.journal_size(), leaves);
}

TEST_F(LosingAGround, KeepsTheDecisionToWhichTheCardsLeavesRefer) {
  lose(delisted());
  const auto rows = desk_.journal();
  ASSERT_EQ(rows.back().kind, "card.revoked");
  const auto content = json::parse_object(rows.back().content.value()).value();
  const auto decision = desk_.store().read([&](store::Snapshot& snapshot) {
    return store::decisions::find(snapshot, content.at("decision").as_int64()).value();
  });
  EXPECT_EQ(decision.verdict, "not_eligible");
}

TEST_F(LosingAGround, IsRefusedForTheseReasons) {
  const auto error = [&](int n, const LostGround& what) {
    return lose_ground(desk(), by("wang"), test::uscc(n), {.what = what, .note = ""}, Run::dry)
        .error();
  };
  EXPECT_EQ(error(9, NothingFurther{}), RecordError::no_such_enterprise);
  EXPECT_EQ(error(1, delisted()), RecordError::no_such_designation);
  EXPECT_EQ(error(2, DesignationEnds{2, CivilDate::of(2020, 1, 1).value()}),
            RecordError::end_before_start);
  test::TestDesk bare;
  add_enterprise(bare.desk(), bare.by("chen"), test::uscc(1), "甲公司（虚构）", CreditStatus::good)
      .value();
  EXPECT_EQ(lose_ground(bare.desk(), bare.by("wang"), test::uscc(1), {}, Run::dry).error(),
            RecordError::no_policy);
}

}  // namespace
}  // namespace servicecard::desk
