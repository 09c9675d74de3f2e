#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "server/desk/cards.h"
#include "server/desk/issue.h"
#include "server/desk/issuing.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

class DailyCap : public testing::Test, protected test::DeskAtWork {
 protected:
  void cap(std::size_t approvals, std::size_t cards) {
    desk_.cap({.approvals = approvals, .cards = cards});
  }

  std::string approve(const std::string& actor, std::int64_t application) {
    return words(error_of(approve_application(desk(), by(actor), application)));
  }
  // "done", or why not, for each.
  std::vector<std::string> issue(const std::string& actor, const std::vector<std::int64_t>& ids) {
    std::vector<std::string> outcomes;
    for (const IssueResult& result : issue_applications(desk(), by(actor), ids)) {
      outcomes.emplace_back(result.card ? "done" : to_string(result.card.error()));
    }
    return outcomes;
  }
  std::size_t cards() {
    return list_cards(desk(), desk_.clock().now(),
                      {.state = {},
                       .text = {},
                       .enterprise = {},
                       .valid_until = {},
                       .page = {.limit = 100}})
        .size();
  }
};

TEST_F(DailyCap, StopsAnAccountThatApprovesOneMoreAndNoOther) {
  cap(3, 200);
  for (int n = 1; n <= 3; ++n) EXPECT_EQ(approve("wang", nth_checked(n)), "done");
  const std::int64_t fourth = nth_checked(4);
  const std::size_t leaves = desk_.journal_size();
  EXPECT_EQ(approve("wang", fourth), "daily-cap-reached");
  EXPECT_EQ(desk_.journal_size(), leaves);
  EXPECT_EQ(show_application(desk(), fourth)->application.record.state, ApplicationState::checked);
  EXPECT_EQ(approve("zhao", fourth), "done");
}

TEST_F(DailyCap, CountsTheCivilDayOfTheCounty) {
  cap(1, 200);
  const Time midnight = start_of(day_of(desk_.clock().now()).plus_days(1));
  desk_.clock().set(midnight - std::chrono::seconds(2));
  const std::int64_t second = nth_checked(2);
  EXPECT_EQ(approve("wang", nth_checked(1)), "done");
  desk_.clock().set(midnight - std::chrono::seconds(1));
  EXPECT_EQ(approve("wang", second), "daily-cap-reached");
  desk_.clock().set(midnight);
  EXPECT_EQ(approve("wang", second), "done");
}

TEST_F(DailyCap, IssuesUpToTheCapOfABatchAndNothingOfTheRest) {
  desk_.unlock();
  cap(200, 2);
  const std::vector<std::int64_t> ids{nth_approved(1), nth_approved(2), nth_approved(3)};
  EXPECT_EQ(issue("wang", ids), (std::vector<std::string>{"done", "done", "daily-cap-reached"}));
  EXPECT_EQ(cards(), 2U);
  EXPECT_EQ(show_application(desk(), ids[2])->application.record.state, ApplicationState::approved);
  // What has its card is no new one.
  EXPECT_EQ(issue("wang", ids), (std::vector<std::string>{"done", "done", "daily-cap-reached"}));
  EXPECT_EQ(issue("zhao", ids), (std::vector<std::string>{"done", "done", "done"}));
}

TEST_F(DailyCap, LetsNoMoreThroughForRequestsAtTheSameTime) {
  desk_.unlock();
  constexpr int people = 12;
  constexpr std::size_t allowed = 5;
  cap(200, allowed);
  std::vector<std::int64_t> ids;
  for (int n = 1; n <= people; ++n) ids.push_back(nth_approved(n));
  std::atomic<std::size_t> done = 0;
  std::vector<std::thread> threads;
  for (const std::int64_t id : ids) {
    threads.emplace_back([&, id] { done += issue("wang", {id}).front() == "done" ? 1U : 0U; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, allowed);
  EXPECT_EQ(cards(), allowed);
}

TEST_F(DailyCap, CountsReplacementsAndBoundWalletsAsCards) {
  desk_.unlock();
  cap(200, 1);
  ASSERT_EQ(issue("wang", {nth_approved(1)}).front(), "done");
  const store::Card card =
      list_cards(desk(), desk_.clock().now(),
                 {.state = {}, .text = {}, .enterprise = {}, .valid_until = {}, .page = {}})
          .front()
          .card;
  EXPECT_EQ(replace_card(desk(), by("wang"), card.number, "").error(), CardError::daily_cap);
  const auto key = desk().ring.signer(KeyPurpose::card, card.validity.expires, by("wang").now);
  const auto bound = desk_.store().write([&](store::Transaction& transaction) {
    return Issuing(desk()).prepare_wallet(transaction, by("wang"), card, (*key)->public_key());
  });
  EXPECT_EQ(bound.error(), IssueRefusal::daily_cap);
  EXPECT_EQ(cards(), 1U);
  EXPECT_TRUE(replace_card(desk(), by("zhao"), card.number, ""));
}

TEST_F(DailyCap, RaisesAnAlarmFromFourFifthsOn) {
  cap(5, 200);
  for (int n = 1; n <= 3; ++n) EXPECT_EQ(approve("wang", nth_checked(n)), "done");
  EXPECT_EQ(desk_.alarms().size(), 0U);
  EXPECT_EQ(approve("wang", nth_checked(4)), "done");
  ASSERT_EQ(desk_.alarms().size(), 1U);
  const access::Alarm alarm = desk_.alarms().front();
  EXPECT_EQ(alarm.kind, access::AlarmKind::many_approvals);
  EXPECT_EQ(alarm.subject, "actor:wang");
  EXPECT_EQ(alarm.detail, "3 of 5 approvals today, and one more asked for");
}

TEST_F(DailyCap, RaisesAnAlarmForCards) {
  desk_.unlock();
  cap(200, 2);
  issue("wang", {nth_approved(1)});
  EXPECT_EQ(desk_.alarms().size(), 0U);
  issue("wang", {nth_approved(2)});
  ASSERT_EQ(desk_.alarms().size(), 1U);
  EXPECT_EQ(desk_.alarms().front().kind, access::AlarmKind::many_cards);
  EXPECT_EQ(desk_.alarms().front().subject, "actor:wang");
}

}  // namespace
}  // namespace servicecard::desk
