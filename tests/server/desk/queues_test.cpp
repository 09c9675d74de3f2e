#include "server/desk/queues.h"

#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/cards.h"
#include "server/desk/issue.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

// chen writes, li checks, wang approves.
class Queue : public testing::Test, protected test::DeskAtWork {
 protected:
  void wait(hours time) { desk_.clock().set(desk_.clock().now() + time); }

  ApplicationQueue queue(ApplicationState state, const std::string& who = "sun") {
    for (const ApplicationQueue& queue : show_queues(desk(), by(who)).applications) {
      if (queue.state == state) return queue;
    }
    ADD_FAILURE() << "no such queue";
    return {};
  }

  std::vector<std::int64_t> ids(ApplicationState state, QueueQuery query = {},
                                const std::string& who = "sun") {
    query.state = state;
    std::vector<std::int64_t> all;
    for (const ApplicationView& row : list_queue(desk(), by(who), query)) {
      all.push_back(row.application.id);
    }
    return all;
  }

  CivilDate today() { return day_of(desk_.clock().now()); }
};

TEST_F(Queue, CountsWhatWaitsInEachStageAndForHowLong) {
  EXPECT_EQ(queue(ApplicationState::submitted).count, 0);
  EXPECT_EQ(queue(ApplicationState::submitted).oldest, std::nullopt);
  submitted(person(1));
  const Time first = desk_.clock().now();
  wait(hours(30));
  submitted(person(2));
  drafted(person(3));
  EXPECT_EQ(queue(ApplicationState::submitted).count, 2);
  EXPECT_EQ(queue(ApplicationState::submitted).oldest, first);
  EXPECT_EQ(queue(ApplicationState::draft).count, 1);
}

TEST_F(Queue, BeginsAnewWithEachStage) {
  const std::int64_t id = submitted(person(1));
  wait(hours(30));
  check_application(desk(), by("li"), id).value();
  EXPECT_EQ(queue(ApplicationState::checked).oldest, desk_.clock().now());
  EXPECT_EQ(queue(ApplicationState::submitted).count, 0);
}

TEST_F(Queue, OfDraftsCountsFromTheFirstLineNotTheLast) {
  const Time begun = desk_.clock().now();
  const std::int64_t id = drafted(person(1));
  wait(hours(30));
  edit_application(desk(), by("chen"), id, {.note = "补充", .evidence = std::nullopt}).value();
  EXPECT_EQ(queue(ApplicationState::draft).oldest, begun);
}

TEST_F(Queue, SaysWhatTheActorCanTakeTheNextStepOf) {
  struct Case {
    const char* who;
    ApplicationState state;
    std::int64_t for_me;
  };
  drafted(person(1));
  submitted(person(2));
  checked(person(3));
  enterprise(2, Designation::high_growth);
  approved(person(4, 2));
  const std::vector<Case> cases = {
      {"li", ApplicationState::draft, 1},       {"wang", ApplicationState::draft, 0},
      {"chen", ApplicationState::submitted, 0},  // his own
      {"li", ApplicationState::submitted, 1},   {"wang", ApplicationState::submitted, 1},
      {"sun", ApplicationState::submitted, 0},  {"li", ApplicationState::checked, 0},
      {"wang", ApplicationState::checked, 1},   {"wang", ApplicationState::approved, 1},
      {"chen", ApplicationState::approved, 0}};
  for (const Case& each : cases) {
    SCOPED_TRACE(std::string(each.who) + " " + std::string(to_string(each.state)));
    EXPECT_EQ(queue(each.state, each.who).for_me, each.for_me);
    QueueQuery mine;
    mine.whom = WaitingFor::me;
    EXPECT_EQ(ids(each.state, mine, each.who).size(), static_cast<std::size_t>(each.for_me));
  }
}

TEST_F(Queue, DoesNotShowAnApproverWhatHeChecked) {
  const std::int64_t id = submitted(person(1));
  check_application(desk(), by("wang"), id).value();
  EXPECT_EQ(queue(ApplicationState::checked, "wang").for_me, 0);
  EXPECT_EQ(queue(ApplicationState::checked, "zhao").for_me, 1);
}

TEST_F(Queue, ListsWhoeverHasWaitedLongestFirst) {
  const std::int64_t first = submitted(person(1));
  wait(hours(24));
  const std::int64_t second = submitted(person(2));
  wait(hours(24));
  return_application(desk(), by("li"), first, "缺合同").value();
  submit_application(desk(), by("chen"), first).value();
  EXPECT_THAT(ids(ApplicationState::submitted), ElementsAre(second, first));
  EXPECT_THAT(ids(ApplicationState::issued), IsEmpty());
}

TEST_F(Queue, GoesOnBehindAPlaceThoughWhatStoodThereIsGone) {
  const std::int64_t first = submitted(person(1));
  const std::int64_t second = submitted(person(2));
  wait(hours(1));
  const std::int64_t third = submitted(person(3));
  QueueQuery query;
  query.page.limit = 1;
  const auto page = list_queue(desk(), by("li"), query);
  ASSERT_EQ(page.at(0).application.id, first);
  query.page = {.limit = 10, .after = place_of(page.at(0))};
  check_application(desk(), by("li"), first).value();
  EXPECT_THAT(ids(ApplicationState::submitted, query), ElementsAre(second, third));
}

TEST_F(Queue, FindsWhatWaitsSinceADayOrLonger) {
  const CivilDate begin = today();
  const std::int64_t first = submitted(person(1));
  wait(hours(48));
  const std::int64_t second = submitted(person(2));
  QueueQuery query;
  query.since = begin;
  EXPECT_THAT(ids(ApplicationState::submitted, query), ElementsAre(first));
  query.since = begin.plus_days(2);
  EXPECT_THAT(ids(ApplicationState::submitted, query), ElementsAre(first, second));
}

TEST_F(Queue, OfTaxRecordsIsForWhoeverDidNotEnterThem) {
  tax(1, FenRange(Fen(300'000'001)), "");
  const auto of = [&](const char* who) { return show_queues(desk(), by(who)).tax_records; };
  EXPECT_EQ(of("chen").count, 1);
  EXPECT_EQ(of("chen").for_me, 0);
  EXPECT_EQ(of("li").for_me, 1);
  EXPECT_EQ(of("sun").for_me, 0);
  confirm_tax_record(desk(), by("li"), test::uscc(1), 1).value();
  EXPECT_EQ(of("li").count, 0);
}

TEST_F(Queue, OfTaxRecordsListsThoseThatWaitWithTheirEnterprise) {
  enterprise(2, Designation::high_growth);
  tax(1, FenRange(Fen(300'000'001)), "");
  tax(2, FenRange(Fen(5)), "li");
  tax(2, FenRange(Fen(7)), "");  // supersedes the one before
  const auto of = [&](const char* who, WaitingFor whom) {
    std::vector<std::string> all;
    for (const auto& one : list_tax_queue(desk(), by(who), {.whom = whom, .page = {}})) {
      all.push_back(one.enterprise.uscc.str() + " " +
                    std::to_string(one.record.amount.least().count()));
    }
    return all;
  };
  const std::string first = test::uscc(1).str() + " 300000001";
  const std::string second = test::uscc(2).str() + " 7";
  EXPECT_THAT(of("sun", WaitingFor::anybody), ElementsAre(first, second));
  EXPECT_THAT(of("li", WaitingFor::me), ElementsAre(first, second));
  EXPECT_THAT(of("chen", WaitingFor::me), IsEmpty());  // who entered them
  EXPECT_THAT(of("sun", WaitingFor::me), IsEmpty());
}

// A card is valid until 2027-04-30.
TEST_F(Queue, CountsCardsThatExpireWithinThirtyAndSixtyDaysAndHaveNoSuccessorAsTheirListDoes) {
  desk_.unlock();
  ASSERT_TRUE(issue_applications(desk(), by("wang"), {approved(person(1)), approved(person(2))})
                  .back()
                  .card);
  struct Case {
    const char* day;
    std::int64_t thirty;
    std::int64_t sixty;
  };
  const auto counts = [&](const char* day) {
    desk_.clock().set(start_of(CivilDate::parse(day).value()) + hours(9));
    const auto expiring = show_queues(desk(), by("sun")).expiring;
    return std::vector<std::int64_t>{expiring.at(0).count, expiring.at(1).count};
  };
  const auto listed = [&](int days) {
    CardQuery query;
    query.expiring_by = day_of(desk_.clock().now()).plus_days(days);
    return std::ssize(list_cards(desk(), desk_.clock().now(), query));
  };
  const std::vector<Case> cases = {{"2027-02-28", 0, 0}, {"2027-03-01", 0, 2},
                                   {"2027-03-30", 0, 2}, {"2027-03-31", 2, 2},
                                   {"2027-04-30", 2, 2}, {"2027-05-01", 0, 0}};
  for (const Case& each : cases) {
    EXPECT_THAT(counts(each.day), ElementsAre(each.thirty, each.sixty)) << each.day;
    EXPECT_EQ(listed(30), each.thirty) << each.day;
    EXPECT_EQ(listed(60), each.sixty) << each.day;
  }
  desk_.clock().set(start_of(CivilDate::of(2027, 4, 1).value()) + hours(9));
  const auto card = list_cards(desk(), desk_.clock().now(), {}).at(0).card.number;
  const std::int64_t id =
      draft_application(desk(), by("chen"), {.of = card, .note = "", .evidence = {}})
          ->application.id;
  submit_application(desk(), by("chen"), id).value();
  check_application(desk(), by("li"), id).value();
  approve_application(desk(), by("wang"), id).value();
  ASSERT_TRUE(issue_applications(desk(), by("wang"), {id}).back().card);
  EXPECT_THAT(counts("2027-04-01"), ElementsAre(1, 1));
  EXPECT_EQ(listed(30), 1);
}

}  // namespace
}  // namespace servicecard::desk
