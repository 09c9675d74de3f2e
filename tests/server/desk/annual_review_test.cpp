#include "server/desk/annual_review.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/desk/cards.h"
#include "server/desk/enterprises.h"
#include "server/desk/issue.h"
#include "server/store/settings.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

using enum ReviewOutcome;

Time morning_of(const char* day) {
  return start_of(CivilDate::parse(day).value()) + std::chrono::hours(9);
}

std::string said(const ReviewResult& result) {
  return result ? "done" : std::string(to_string(result.error()));
}

/// Cards of 2026, and a review on 2027-02-01, so that the tax of 2026 counts. One card each of
/// 1 high growth, as before; 2 key, tax too low; 3 key, no tax on record; 4 key, tax of 300.00
/// 万元; 5 high growth, whose title ended; 6 both titles, tax too low.
class AnnualReview : public testing::Test, protected test::DeskAtWork {
 protected:
  AnnualReview() {
    desk_.unlock();
    for (const int n : {2, 3, 4, 6}) {
      enterprise(n, Designation::key);
      tax(n, FenRange(Fen(900'000'000)), "li");
    }
    enterprise(5, Designation::high_growth);
    for (int n = 1; n <= 6; ++n) issue_card(n);
    desk_.clock().set(morning_of("2027-02-01"));
    tax_of_2026(2, FenRange(Fen(300'000'000)));
    tax_of_2026(4, FenRange::parse_wan("300.00").value());
    tax_of_2026(6, FenRange(Fen(100)));
    give(6, Designation::high_growth);
    end_title(5, "2026-12-31");
  }

  void issue_card(int n) {
    const std::int64_t application = approved(person(n, n));
    cards_[n] = issue_applications(desk(), by("wang"), {application}).at(0).card.value();
  }

  void tax_of_2026(int n, FenRange amount) {
    const auto row =
        add_tax_record(desk(), by("chen"), test::uscc(n),
                       {.year = 2026, .amount = amount, .basis = TaxBasis::paid, .source = "税务"});
    ASSERT_TRUE(confirm_tax_record(desk(), by("li"), test::uscc(n), row.value().id));
  }

  void give(int n, Designation kind) {
    ASSERT_TRUE(add_designation(desk(), by("chen"), test::uscc(n),
                                {.kind = kind,
                                 .from = CivilDate::parse("2027-01-01").value(),
                                 .until = std::nullopt,
                                 .source = "文件"}));
  }

  void end_title(int n, const char* day) {
    const auto detail = show_enterprise(desk(), desk_.clock().now(), test::uscc(n)).value();
    ASSERT_TRUE(end_designation(desk(), by("chen"), test::uscc(n), detail.designations.at(0).id,
                                CivilDate::parse(day).value()));
  }

  std::int64_t drafted_review() { return draft_review(desk(), by("chen")).value().review.id; }

  std::int64_t confirmed_review() {
    const std::int64_t id = drafted_review();
    EXPECT_EQ(said(confirm_review(desk(), by("wang"), id)), "done");
    return id;
  }

  std::vector<ReviewedView> reviewed(std::int64_t id) {
    return list_reviewed(desk(), desk_.clock().now(), id, {.outcome = std::nullopt, .page = {}})
        .value();
  }

  ReviewedView reviewed(std::int64_t id, int n) {
    for (ReviewedView& view : reviewed(id)) {
      if (view.uscc == test::uscc(n)) return std::move(view);
    }
    throw std::runtime_error("not reviewed");
  }

  CardDetail card(int n) {
    return show_card(desk(), desk_.clock().now(), CardNumber::parse(cards_.at(n)).value()).value();
  }

  std::map<int, ShownState> states() {
    std::map<int, ShownState> all;
    for (const auto& [n, number] : cards_) all[n] = card(n).view.state;
    return all;
  }

  std::size_t leaves(const std::string& kind) {
    std::size_t count = 0;
    for (const store::JournalRow& row : desk_.journal()) count += row.kind == kind ? 1 : 0;
    return count;
  }

  static constexpr auto active = ShownState::active;
  static constexpr auto revoked = ShownState::revoked;
  const std::map<int, ShownState> all_active{{1, active}, {2, active}, {3, active},
                                             {4, active}, {5, active}, {6, active}};
  std::map<int, std::string> cards_;
};

TEST_F(AnnualReview, FindsWhoKeepsWhoLapsesWhoIsPendingAndWhoIsOnTheEdge) {
  const std::int64_t id = drafted_review();
  const std::map<int, ReviewOutcome> expected{{1, keep}, {2, lapse}, {3, pending},
                                              {4, edge}, {5, lapse}, {6, keep}};
  for (const auto& [n, outcome] : expected) {
    EXPECT_EQ(reviewed(id, n).row.outcome, outcome) << n;
  }
}

TEST_F(AnnualReview, SaysWhyEachFallsOut) {
  const std::int64_t id = drafted_review();
  EXPECT_EQ(reviewed(id, 2).row.reason, "tax_below_threshold");
  EXPECT_EQ(reviewed(id, 5).row.reason, "delisted");
  EXPECT_EQ(reviewed(id, 1).row.reason, std::nullopt);
  const std::string trace = reviewed(id, 2).decision.value().document;
  EXPECT_NE(trace.find("tax 2026 = 3,000,000.00 yuan > 3,000,000.00"), std::string::npos) << trace;
}

TEST_F(AnnualReview, CountsEnterprisesAndCardsByOutcome) {
  const auto review = draft_review(desk(), by("chen")).value();
  std::map<ReviewOutcome, std::int64_t> cards;
  for (const store::ReviewCount& count : review.counts) cards[count.outcome] = count.cards;
  EXPECT_EQ(cards, (std::map<ReviewOutcome, std::int64_t>{
                       {keep, 2}, {lapse, 2}, {pending, 1}, {edge, 1}}));
  EXPECT_EQ(review.outlook.value().lapsing_cards, 4);
}

TEST_F(AnnualReview, PagesItsEnterprisesByOutcome) {
  const std::int64_t id = drafted_review();
  const auto first = list_reviewed(desk(), desk_.clock().now(), id,
                                   {.outcome = lapse, .page = {.limit = 1, .after = 0}})
                         .value();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first.at(0).uscc, test::uscc(2));
  EXPECT_EQ(first.at(0).cards.at(0).card.number.str(), cards_.at(2));
  const auto second = list_reviewed(desk(), desk_.clock().now(), id,
                                    {.outcome = lapse,
                                     .page = {.limit = 1, .after = first.at(0).row.enterprise_id}})
                          .value();
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second.at(0).uscc, test::uscc(5));
}

TEST_F(AnnualReview, TakesNothingAwayBeforeTheGraceIsOver) {
  const std::int64_t id = confirmed_review();
  desk_.clock().set(morning_of("2027-03-03"));
  EXPECT_EQ(said(finish_review(desk(), by("wang"), id)), "grace-running");
  EXPECT_EQ(states(), all_active);
}

TEST_F(AnnualReview, NeedsASecondPersonToConfirmIt) {
  const std::int64_t id = draft_review(desk(), by("wang")).value().review.id;
  EXPECT_EQ(said(confirm_review(desk(), by("wang"), id)), "own-draft");
  EXPECT_EQ(said(confirm_review(desk(), by("zhao"), id)), "done");
}

TEST_F(AnnualReview, GivesTheGraceOfThePolicy) {
  const auto review = confirm_review(desk(), by("wang"), drafted_review()).value().review;
  EXPECT_EQ(review.grace_until.value().str(), "2027-03-03");
  EXPECT_EQ(review.state, ReviewState::confirmed);
}

TEST_F(AnnualReview, ShowsTheGraceOnTheCardsAtRisk) {
  EXPECT_EQ(card(3).grace.has_value(), false);
  const std::int64_t id = confirmed_review();
  const auto grace = card(3).grace.value();
  EXPECT_EQ(grace.review, id);
  EXPECT_EQ(grace.outcome, pending);
  EXPECT_EQ(grace.until.str(), "2027-03-03");
  EXPECT_FALSE(card(1).grace.has_value());
  EXPECT_EQ(show_enterprise(desk(), desk_.clock().now(), test::uscc(5))->grace->reason, "delisted");
}

TEST_F(AnnualReview, LetsCardsWithoutAGroundLapseWhenTheGraceIsOver) {
  const std::int64_t id = confirmed_review();
  desk_.clock().set(morning_of("2027-03-04"));
  ASSERT_EQ(said(finish_review(desk(), by("wang"), id)), "done");
  const std::map<int, ShownState> expected{{1, active},  {2, revoked}, {3, revoked},
                                           {4, revoked}, {5, revoked}, {6, active}};
  EXPECT_EQ(states(), expected);
  EXPECT_EQ(card(2).view.card.reason, "tax_below_threshold");
  EXPECT_EQ(card(5).view.card.reason, "delisted");
  EXPECT_EQ(leaves("card.revoked"), 4U);
  EXPECT_EQ(show_review(desk(), desk_.clock().now(), id)->review.state, ReviewState::finished);
}

TEST_F(AnnualReview, KeepsWhoFindsAGroundWithinTheGrace) {
  const std::int64_t id = confirmed_review();
  tax_of_2026(3, FenRange(Fen(300'000'001)));
  tax_of_2026(4, FenRange(Fen(300'000'001)));
  EXPECT_EQ(reviewed(id, 3).now, keep);
  EXPECT_EQ(show_review(desk(), desk_.clock().now(), id)->outlook->kept, 2);
  desk_.clock().set(morning_of("2027-03-04"));
  ASSERT_EQ(said(finish_review(desk(), by("wang"), id)), "done");
  EXPECT_EQ(card(3).view.state, active);
  EXPECT_EQ(reviewed(id, 3).row.result.value().lapsed, false);
  EXPECT_EQ(reviewed(id, 2).row.result.value().cards, 1);
}

TEST_F(AnnualReview, IsDrawnUpAnewAsOftenAsOneLikesUntilItIsConfirmed) {
  const std::int64_t first = drafted_review();
  const std::int64_t second = confirmed_review();
  const auto earlier = show_review(desk(), desk_.clock().now(), first).value();
  EXPECT_EQ(earlier.review.state, ReviewState::cancelled);
  EXPECT_EQ(said(confirm_review(desk(), by("wang"), first)), "wrong-state");
  EXPECT_EQ(said(draft_review(desk(), by("chen"))), "review-under-way");
  EXPECT_EQ(show_review(desk(), desk_.clock().now(), second)->review.state, ReviewState::confirmed);
}

TEST_F(AnnualReview, IsJudgedAnewWhenThePolicyChanges) {
  const std::int64_t id = drafted_review();
  desk_.use_policy("any-high-tax");
  EXPECT_EQ(said(confirm_review(desk(), by("wang"), id)), "policy-changed");
}

TEST_F(AnnualReview, LeavesNothingBehindWhenItIsCancelled) {
  const std::int64_t id = confirmed_review();
  EXPECT_EQ(said(cancel_review(desk(), by("wang"), id, " ")), "empty-reason");
  ASSERT_EQ(said(cancel_review(desk(), by("wang"), id, "税务数据有误")), "done");
  EXPECT_FALSE(card(3).grace.has_value());
  desk_.clock().set(morning_of("2027-03-04"));
  EXPECT_EQ(said(finish_review(desk(), by("wang"), id)), "wrong-state");
  EXPECT_EQ(states(), all_active);
}

TEST_F(AnnualReview, GoesOnWhereItWasCutShort) {
  const std::int64_t id = confirmed_review();
  desk_.clock().set(morning_of("2027-03-04"));
  const auto settled = reviewed(id, 2);
  desk_.store().write([&](store::Transaction& transaction) {
    store::reviews::set_result(
        transaction, id, settled.row.enterprise_id,
        {.lapsed = false, .decision_id = settled.row.decision_id, .cards = 0});
    return transaction.append(test::leaf_about("review"));
  });
  EXPECT_EQ(said(cancel_review(desk(), by("wang"), id, "错误")), "review-begun");
  ASSERT_EQ(said(finish_review(desk(), by("wang"), id)), "done");
  EXPECT_EQ(card(2).view.state, active);
  EXPECT_EQ(card(5).view.state, revoked);
}

TEST_F(AnnualReview, IsOnlyOfWhatIsOnRecord) {
  EXPECT_EQ(said(show_review(desk(), desk_.clock().now(), 1)), "no-such-review");
  EXPECT_EQ(said(confirm_review(desk(), by("wang"), 1)), "no-such-review");
  EXPECT_EQ(said(finish_review(desk(), by("wang"), 1)), "no-such-review");
  EXPECT_EQ(said(cancel_review(desk(), by("wang"), 1, "误")), "no-such-review");
}

TEST(AnnualReviewOfNothing, IsRefused) {
  test::TestDesk desk;
  EXPECT_EQ(said(draft_review(desk.desk(), desk.by("chen"))), "no-policy");
  desk.use_policy();
  EXPECT_EQ(said(draft_review(desk.desk(), desk.by("chen"))), "no-cards");
}

}  // namespace
}  // namespace servicecard::desk
