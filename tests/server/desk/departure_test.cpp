#include "server/desk/departure.h"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/cards.h"
#include "server/desk/enterprises.h"
#include "server/desk/issue.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Time morning_of(const char* day) {
  return start_of(CivilDate::parse(day).value()) + std::chrono::hours(9);
}

std::optional<RecordError> error_of(const std::expected<DepartureReport, RecordError>& result) {
  return result ? std::nullopt : std::optional(result.error());
}

// The first person, at the first enterprise; a card is valid until 2027-04-30.
class Leaving : public testing::Test, protected test::DeskAtWork {
 protected:
  Leaving() { desk_.unlock(); }

  std::string issued(std::int64_t application) {
    return issue_applications(desk(), by("wang"), {application}).at(0).card.value();
  }

  std::expected<DepartureReport, RecordError> leave(desk::Run run = Run::real,
                                                    std::optional<CivilDate> on = std::nullopt) {
    return leave_enterprise(desk(), by("wang"), person_, {.on = on, .note = "企业来函"}, run);
  }

  CardView card(const std::string& number) {
    return show_card(desk(), desk_.clock().now(), CardNumber::parse(number).value())->view;
  }

  PersonView shown() { return show_person(desk(), desk_.clock().now(), person_).value(); }

  std::expected<PersonView, RecordError> joins(int enterprise, const std::string& name = "张三") {
    return add_person(desk(), by("chen"),
                      {.enterprise = test::uscc(enterprise),
                       .name = PersonName::parse(name).value(),
                       .resident_id = ResidentId::parse(test::resident_id(1)).value(),
                       .phone = std::nullopt,
                       .role = Category::talent,
                       .contract_end = std::nullopt});
  }

  CivilDate today() { return day_of(desk_.clock().now()); }

  std::int64_t person_ = person(1);
};

TEST_F(Leaving, TakesTheCardAwayAsLeftEnterprise) {
  const std::string number = issued(approved(person_));
  const auto report = leave();
  ASSERT_EQ(report->cards.size(), 1U);
  EXPECT_EQ(report->cards[0].number, number);
  EXPECT_EQ(report->cards[0].state, ShownState::active);
  EXPECT_EQ(card(number).state, ShownState::revoked);
  EXPECT_EQ(card(number).card.reason, "left_enterprise");
  EXPECT_EQ(shown().card, std::nullopt);
}

TEST_F(Leaving, FreesThePlaceInTheQuota) {
  issued(approved(person_));
  const auto live = [&] {
    return show_enterprise(desk(), desk_.clock().now(), test::uscc(1))->live_cards;
  };
  ASSERT_EQ(live(), 1);
  ASSERT_TRUE(leave());
  EXPECT_EQ(live(), 0);
}

TEST_F(Leaving, TakesTheRenewalThatHasNotBegunWithIt) {
  const std::string number = issued(approved(person_));
  desk_.clock().set(morning_of("2027-04-01"));
  const std::int64_t id =
      draft_application(desk(), by("chen"),
                        {.of = CardNumber::parse(number).value(), .note = "", .evidence = {}})
          ->application.id;
  ASSERT_TRUE(submit_application(desk(), by("chen"), id));
  ASSERT_TRUE(check_application(desk(), by("li"), id));
  ASSERT_TRUE(approve_application(desk(), by("wang"), id));
  const std::string renewal = issued(id);
  EXPECT_EQ(leave()->cards.size(), 2U);
  EXPECT_EQ(card(number).state, ShownState::revoked);
  EXPECT_EQ(card(renewal).state, ShownState::revoked);
}

TEST_F(Leaving, EndsTheApplicationInWhateverStateItIs) {
  struct Case {
    const char* name;
    std::int64_t (DeskAtWork::*steps)(std::int64_t);
    ApplicationState state;
  };
  const std::vector<Case> cases = {
      {"draft", &DeskAtWork::drafted, ApplicationState::draft},
      {"submitted", &DeskAtWork::submitted, ApplicationState::submitted},
      {"checked", &DeskAtWork::checked, ApplicationState::checked},
      {"approved", &DeskAtWork::approved, ApplicationState::approved}};
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    const std::int64_t id = (this->*each.steps)(person_);
    const auto report = leave(Run::real, CivilDate::of(2026, 2, 1).value());
    ASSERT_TRUE(report->application);
    EXPECT_EQ(report->application->id, id);
    EXPECT_EQ(report->application->state, each.state);
    const auto after = show_application(desk(), id)->application;
    EXPECT_EQ(after.record.state, ApplicationState::rejected);
    EXPECT_THAT(after.reason.value(), HasSubstr("2026-02-01"));
    ASSERT_TRUE(joins(1));
  }
}

TEST_F(Leaving, ShowsAndLetsNoFurtherApplicationBegin) {
  EXPECT_EQ(shown().left_on, std::nullopt);
  ASSERT_TRUE(leave());
  EXPECT_EQ(shown().left_on, today());
  const auto draft =
      draft_application(desk(), by("chen"), {.of = person_, .note = "", .evidence = {}});
  EXPECT_EQ(DeskAtWork::error_of(draft), ApplicationError::person_left);
}

TEST_F(Leaving, IsRefusedForTheseReasons) {
  EXPECT_EQ(desk::error_of(leave(Run::dry, today().plus_days(1))), RecordError::future_day);
  EXPECT_EQ(desk::error_of(leave_enterprise(desk(), by("wang"), 99, {}, Run::dry)),
            RecordError::no_such_person);
  ASSERT_TRUE(leave());
  EXPECT_EQ(desk::error_of(leave()), RecordError::left_already);
}

TEST_F(Leaving, ReportsDryWhatItWouldDoAndDoesNothing) {
  const std::string number = issued(approved(person_));
  const std::size_t leaves = desk_.journal_size();
  const auto dry = leave(Run::dry);
  EXPECT_EQ(dry->person.left_on, today());
  EXPECT_EQ(dry->cards.at(0).number, number);
  EXPECT_EQ(card(number).state, ShownState::active);
  EXPECT_EQ(shown().left_on, std::nullopt);
  EXPECT_EQ(desk_.journal_size(), leaves);
  const auto real = leave();
  EXPECT_EQ(real->cards.size(), dry->cards.size());
  EXPECT_EQ(real->person.left_on, dry->person.left_on);
}

TEST_F(Leaving, LeavesALeafForEachThingThatItDid) {
  issued(approved(person_));
  const std::size_t before = desk_.journal_size();
  ASSERT_TRUE(leave());
  std::vector<std::string> kinds;
  for (const store::JournalRow& row : desk_.journal()) kinds.push_back(row.kind);
  kinds.erase(kinds.begin(), kinds.begin() + static_cast<std::ptrdiff_t>(before));
  EXPECT_THAT(kinds, ElementsAre("person.left", "card.revoked"));
}

TEST_F(Leaving, EndsWhenTheOneRowIsTakenUpAtAnotherEnterprise) {
  enterprise(2, Designation::high_growth, "乙公司（虚构）");
  issued(approved(person_));
  EXPECT_EQ(joins(2).error(), RecordError::person_exists);
  ASSERT_TRUE(leave());
  const auto back = joins(2, "张叁");
  EXPECT_EQ(back->id, person_);
  EXPECT_EQ(back->enterprise, test::uscc(2));
  EXPECT_EQ(back->name.str(), "张叁");
  EXPECT_EQ(back->role, Category::talent);
  EXPECT_EQ(back->left_on, std::nullopt);
  const std::string number = issued(approved(person_));
  EXPECT_EQ(card(number).enterprise, test::uscc(2));
}

}  // namespace
}  // namespace servicecard::desk
