#include "server/desk/issue.h"

#include <future>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "cardlib/credential/wallet_token.h"
#include "server/app/data.h"
#include "server/desk/issuing.h"
#include "server/store/applications.h"
#include "tests/server/app/sample_office.h"

namespace servicecard {
namespace {

using test::SampleOffice;

std::string text_of(SampleOffice& office, const std::string& target) {
  const http::Response response = office.sample().send(http::Method::get, target, office.clerk());
  EXPECT_EQ(response.status, 200U);
  return std::string(response.body.view());
}

TEST(Issue, GivesAnApprovedApplicationACardWithBothTokens) {
  SampleOffice office;
  const std::string number = office.issued(1);
  const json::object card = office.get(office.clerk(), "/v1/cards/" + number);
  EXPECT_EQ(card.at("state").as_string(), "active");
  ASSERT_EQ(card.at("credentials").as_array().size(), 2U);
  EXPECT_TRUE(WalletToken::parse(text_of(office, "/v1/cards/" + number + "/wallet-token")));
  const auto octets = sc1::decode(text_of(office, "/v1/cards/" + number + "/printed-token"));
  ASSERT_TRUE(octets);
  EXPECT_TRUE(PrintedToken::parse(*octets));
}

TEST(Issue, NeverGivesOneApplicationTwoCards) {
  SampleOffice office;
  const std::int64_t application = office.approved(1);
  const json::array first = office.issue({application});
  const json::array again = office.issue({application, application});
  EXPECT_EQ(again.at(0).at("card"), first.at(0).at("card"));
  EXPECT_EQ(again.at(1).at("card"), first.at(0).at("card"));
  EXPECT_EQ(office.get(office.clerk(), "/v1/cards").at("items").as_array().size(), 1U);
}

TEST(Issue, GivesOneCardToParallelRequests) {
  SampleOffice office;
  const std::int64_t application = office.approved(1);
  std::vector<std::future<json::array>> asked;
  for (int i = 0; i < 8; ++i) {
    asked.push_back(std::async(std::launch::async, [&] { return office.issue({application}); }));
  }
  for (auto& answer : asked) answer.get();
  EXPECT_EQ(office.get(office.clerk(), "/v1/cards").at("items").as_array().size(), 1U);
}

TEST(Issue, DecidesEachOfABatchOnItsOwn) {
  SampleOffice office;
  const json::array results = office.issue({office.approved(1), office.checked(2), 4711});
  EXPECT_TRUE(results.at(0).at("ok").as_bool());
  EXPECT_EQ(results.at(1).at("problem").as_string(), "illegal-act");
  EXPECT_EQ(results.at(2).at("problem").as_string(), "no-such-application");
}

TEST(Issue, StopsAtTheQuota) {
  SampleOffice office;  // a high-growth enterprise without tax has three places
  for (int n = 1; n <= 3; ++n) office.issued(n);
  const std::int64_t fourth = office.submitted(4);
  EXPECT_EQ(office.problem_of(office.second_clerk(),
                              "/v1/applications/" + std::to_string(fourth) + "/check"),
            "quota-full");
}

TEST(Issue, HoldsTheQuotaWithinOneBatch) {
  SampleOffice office;
  std::vector<std::int64_t> applications;
  for (int n = 1; n <= 4; ++n) applications.push_back(office.approved(n));
  const json::array results = office.issue(applications);
  EXPECT_TRUE(results.at(2).at("ok").as_bool());
  EXPECT_EQ(results.at(3).at("problem").as_string(), "quota-full");
}

TEST(Issue, RefusesWhatChangedAfterItsApproval) {
  SampleOffice office;
  const std::int64_t application = office.approved(1);
  const json::object shown =
      office.get(office.clerk(), "/v1/applications/" + std::to_string(application));
  const std::string person = std::to_string(shown.at("person").as_int64());
  EXPECT_EQ(
      office.sample()
          .send(http::Method::patch, "/v1/people/" + person, office.clerk(), R"({"name":"李示例"})")
          .status,
      200U);
  EXPECT_EQ(office.issue({application}).at(0).at("problem").as_string(), "content-changed");
}

/// The crash between the two commits: the first is made, then the process is gone.
class HalfMadeCard : public testing::Test {
 protected:
  // Prepares the card of an approved application and leaves it there.
  void leave_prepared() {
    const std::int64_t application = office_.approved(1);
    office_.sample().close();
    const Time now = office_.sample().clock().now();
    auto data = app::open_data({.data = office_.sample().data()}, now, office_.sample().random());
    ASSERT_TRUE(data);
    ASSERT_TRUE(data->ring->unlock(data->passphrase).empty());
    access::Alarms alarms;
    const desk::Desk desk = app::desk_of(*data, office_.sample().random(), alarms);
    const access::Act act{.actor = {.id = 1, .name = "approver-1", .role = access::Role::approver},
                          .now = now};
    const auto prepared = data->store->write([&](store::Transaction& transaction) {
      const auto row = store::applications::find(transaction, application).value();
      return desk::Issuing(desk).prepare(
          transaction, act,
          {.person_id = row.person_id,
           .enterprise_id = row.enterprise_id,
           .category = row.category,
           .validity = {.not_before = start_of(day_of(now)),
                        .expires = start_of(day_of(now).plus_days(30))},
           .county = "YC",
           .services = {},
           .application_id = application,
           .predecessor_id = std::nullopt,
           .decision_id = row.decision_id.value()});
    });
    ASSERT_TRUE(prepared);
    data->store->close();
  }

  SampleOffice office_;
};

TEST_F(HalfMadeCard, IsFinishedAtTheNextStart) {
  leave_prepared();
  office_.sample().reopen();
  office_.sample().app().wait_for_keys();
  const json::object list = office_.get(office_.clerk(), "/v1/cards");
  ASSERT_EQ(list.at("items").as_array().size(), 1U);
  const json::object& card = list.at("items").at(0).as_object();
  EXPECT_EQ(card.at("state").as_string(), "active");
  const std::string number(card.at("number").as_string());
  EXPECT_TRUE(WalletToken::parse(text_of(office_, "/v1/cards/" + number + "/wallet-token")));
}

TEST_F(HalfMadeCard, LeavesTheJournalWhole) {
  leave_prepared();
  office_.sample().reopen();
  office_.sample().app().wait_for_keys();
  EXPECT_TRUE(office_.get(office_.auditor(), "/v1/journal/verification").at("ok").as_bool());
}

}  // namespace
}  // namespace servicecard
