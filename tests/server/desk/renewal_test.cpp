#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/desk/bulk_revocation.h"
#include "server/desk/cards.h"
#include "server/desk/issue.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

Time morning_of(const char* day) {
  return start_of(CivilDate::parse(day).value()) + std::chrono::hours(9);
}

// A card of the first person, valid until 2027-04-30, and the day on which it can be renewed.
class Renewal : public testing::Test, protected test::DeskAtWork {
 protected:
  Renewal() {
    desk_.unlock();
    number_ = issued(approved(person(1)));
    desk_.clock().set(morning_of("2027-04-01"));
  }

  // The number of the card that comes of an approved application; empty where none does.
  std::string issued(std::int64_t application) {
    const auto results = issue_applications(desk(), by("wang"), {application});
    refused_ = results.at(0).card ? std::nullopt : std::optional(results.at(0).card.error());
    return results.at(0).card.value_or("");
  }

  ApplicationResult draft(const std::string& number) {
    return draft_application(
        desk(), by("chen"),
        {.of = CardNumber::parse(number).value(), .note = "", .evidence = {"劳动合同"}});
  }

  std::int64_t approved_renewal() {
    const std::int64_t id = draft(number_).value().application.id;
    EXPECT_TRUE(submit_application(desk(), by("chen"), id));
    EXPECT_TRUE(check_application(desk(), by("li"), id));
    EXPECT_TRUE(approve_application(desk(), by("wang"), id));
    return id;
  }

  CardView card(const std::string& number) {
    return show_card(desk(), desk_.clock().now(), CardNumber::parse(number).value())->view;
  }

  ShownState state(const std::string& number) { return card(number).state; }

  std::string number_;
  std::optional<ApplicationError> refused_;
};

TEST_F(Renewal, BeginsWhenTheOldCardEndsWhichStaysGoodUntilThen) {
  const std::int64_t id = approved_renewal();
  EXPECT_EQ(show_application(desk(), id)->renews, number_);
  const std::string renewed = issued(id);
  ASSERT_FALSE(renewed.empty()) << words(refused_);
  const CardView old = card(number_);
  EXPECT_EQ(old.state, ShownState::active);
  EXPECT_EQ(old.successor, renewed);
  const CardView next = card(renewed);
  EXPECT_EQ(next.predecessor, number_);
  EXPECT_EQ(next.card.validity.not_before, old.card.validity.expires);
  EXPECT_EQ(next.card.validity.expires, start_of(CivilDate::of(2028, 5, 1).value()));
  desk_.clock().set(morning_of("2027-05-01"));
  EXPECT_EQ(state(number_), ShownState::expired);
  EXPECT_EQ(state(renewed), ShownState::active);
}

TEST_F(Renewal, IsForCardsInTheirLastSixtyDays) {
  struct Case {
    const char* day;
    std::optional<ApplicationError> error;
  };
  const std::vector<Case> cases = {{"2027-03-01", ApplicationError::renewal_not_open},
                                   {"2027-05-01", ApplicationError::renewal_over},
                                   {"2027-03-02", std::nullopt}};
  for (const Case& each : cases) {
    SCOPED_TRACE(each.day);
    desk_.clock().set(morning_of(each.day));
    EXPECT_EQ(words(error_of(draft(number_))), words(each.error));
  }
}

TEST_F(Renewal, IsForActiveCardsThatHaveNoSuccessor) {
  const CardNumber number = CardNumber::parse(number_).value();
  const auto unknown = CardNumber::make("YC", 2027, 9999);
  EXPECT_EQ(error_of(draft(unknown.value().str())), ApplicationError::no_such_card);
  ASSERT_TRUE(report_lost(desk(), by("chen"), number, ""));
  EXPECT_EQ(error_of(draft(number_)), ApplicationError::not_renewable);
  ASSERT_TRUE(reinstate_card(desk(), by("chen"), number, ""));
  ASSERT_TRUE(suspend_card(desk(), by("chen"), number, "核实中"));
  EXPECT_EQ(error_of(draft(number_)), ApplicationError::not_renewable);
  ASSERT_TRUE(reinstate_card(desk(), by("wang"), number, ""));
  ASSERT_FALSE(issued(approved_renewal()).empty());
  EXPECT_EQ(error_of(draft(number_)), ApplicationError::has_successor);
}

TEST_F(Renewal, FindsTheCardsThatAreAboutToExpire) {
  const auto until = [&](const char* day) {
    return list_cards(desk(), desk_.clock().now(),
                      {.state = ShownState::active,
                       .text = std::nullopt,
                       .enterprise = std::nullopt,
                       .valid_until = CivilDate::parse(day).value(),
                       .page = {}})
        .size();
  };
  EXPECT_EQ(until("2027-04-29"), 0U);
  EXPECT_EQ(until("2027-04-30"), 1U);
}

TEST_F(Renewal, TakesTheOldCardsPlaceInTheQuota) {
  ASSERT_FALSE(issued(approved(person(2))).empty());
  ASSERT_FALSE(issued(approved(person(3))).empty());
  const std::int64_t fourth = submitted(person(4));
  EXPECT_EQ(error_of(check_application(desk(), by("li"), fourth)), ApplicationError::quota_full);
  EXPECT_FALSE(issued(approved_renewal()).empty()) << words(refused_);
}

TEST_F(Renewal, IsNotIssuedOnceTheOldCardWasTakenAway) {
  const std::int64_t id = approved_renewal();
  ASSERT_TRUE(revoke_card(desk(), by("wang"), CardNumber::parse(number_).value(),
                          ReasonCode::left_enterprise, ""));
  EXPECT_EQ(issued(id), "");
  EXPECT_EQ(refused_, ApplicationError::not_renewable);
}

TEST_F(Renewal, IsNotIssuedOnceTheOldCardWasReplaced) {
  const std::int64_t id = approved_renewal();
  ASSERT_TRUE(replace_card(desk(), by("wang"), CardNumber::parse(number_).value(), "遗失"));
  EXPECT_EQ(issued(id), "");
  EXPECT_EQ(refused_, ApplicationError::has_successor);
}

TEST_F(Renewal, IsRevokedWithTheOldCard) {
  const std::string renewed = issued(approved_renewal());
  ASSERT_TRUE(revoke_card(desk(), by("wang"), CardNumber::parse(number_).value(),
                          ReasonCode::left_enterprise, ""));
  EXPECT_EQ(state(renewed), ShownState::revoked);
}

TEST_F(Renewal, IsRevokedOnceWithAllCardsOfItsEnterprise) {
  const std::string renewed = issued(approved_renewal());
  const auto items = revoke_cards(desk(), by("wang"), ByEnterprise{test::uscc(1)},
                                  ReasonCode::delisted, "", Run::real);
  EXPECT_EQ(items.size(), 2U);
  EXPECT_EQ(state(number_), ShownState::revoked);
  EXPECT_EQ(state(renewed), ShownState::revoked);
  int leaves = 0;
  for (const store::JournalRow& row : desk_.journal()) {
    if (row.kind == "card.revoked" && row.subject == "card:" + renewed) ++leaves;
  }
  EXPECT_EQ(leaves, 1);
}

// What was approved is the renewal of that card, not of whichever.
TEST_F(Renewal, IsPartOfWhatAnApprovalBinds) {
  const std::int64_t first = drafted(person(2));
  const std::int64_t renewal = draft(number_).value().application.id;
  desk_.store().read([&](store::Snapshot& snapshot) {
    store::Application application = store::applications::find(snapshot, renewal).value();
    const Sha256 bound = content_of(snapshot, application);
    application.predecessor_id.reset();
    EXPECT_NE(content_of(snapshot, application), bound);
    EXPECT_EQ(show_application(desk(), first)->renews, std::nullopt);
  });
}

}  // namespace
}  // namespace servicecard::desk
