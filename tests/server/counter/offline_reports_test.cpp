#include "server/counter/offline_reports.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "server/api/format.h"
#include "server/store/credentials.h"
#include "server/store/redemptions.h"
#include "tests/server/counter/county.h"

/// What was done without a network, told through the routes afterwards.
namespace servicecard::counter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using test::County;
using test::CountyCard;
using test::object_in;

class OfflineReports : public testing::Test {
 protected:
  // The printed token of a card, as a counter names it.
  json::object token_of(const CountyCard& card) {
    const auto credential = county_.database.store().read([&](store::Snapshot& snapshot) {
      return store::credentials::issued(snapshot, card.id, store::CredentialKind::printed).value();
    });
    return {{"uri", county_.ring->issuer().status_list_uri(1)},
            {"idx", credential.index},
            {"hash", base64url::encode(*credential.token_hash)}};
  }
  json::object used(const CountyCard& card, const std::string& key, Time at,
                    const char* service = "health.checkup", const char* beneficiary = "self") {
    return {{"key", key},
            {"at", api::timestamp(at)},
            {"token", token_of(card)},
            {"use", {{"service", service}, {"for", beneficiary}}}};
  }
  json::object report(const json::array& items, const char* partner = "hospital") {
    const auto response =
        county_.post("/v1/offline-reports", county_.token(partner), {{"items", items}});
    EXPECT_EQ(response.status, 200U) << response.body.view();
    return object_in(response);
  }
  // The outcomes, in the order of the items.
  std::vector<std::string> outcomes(const json::array& items, const char* partner = "hospital") {
    std::vector<std::string> words;
    const json::object answer = report(items, partner);
    for (const json::value& item : answer.at("items").as_array()) {
      words.emplace_back(item.at("outcome").as_string());
    }
    return words;
  }
  std::string outcome(json::object item, const char* partner = "hospital") {
    return outcomes({std::move(item)}, partner).front();
  }
  [[nodiscard]] Time now() const { return county_.clock.now(); }
  void wait(seconds time) { county_.clock.set(now() + time); }

  County county_;
  CountyCard card_ = county_.issue();
};

TEST_F(OfflineReports, RecordTheUseAtTheTimeWhenItWas) {
  const Time then = now();
  wait(hours(5));
  EXPECT_EQ(outcome(used(card_, "o-1", then)), "accepted");
  const auto rows = county_.database.store().read([&](store::Snapshot& snapshot) {
    return store::redemptions::of_card(snapshot, card_.id, {.limit = 10, .after = 0});
  });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front().entry.used_at, then);
  EXPECT_EQ(rows.front().entry.recorded_at, now());
  EXPECT_FALSE(rows.front().entry.verification_id);
}

TEST_F(OfflineReports, KeepWhatWasOverTheQuotaAndCountItNot) {
  EXPECT_EQ(outcomes({used(card_, "o-1", now()), used(card_, "o-2", now())}),
            (std::vector<std::string>{"accepted", "over_quota"}));
  const auto service = county_.verify("hospital", card_.printed).at("services").as_array().front();
  EXPECT_EQ(service.at("quota").at("used"), 1);
}

TEST_F(OfflineReports, SayWhatTheCardWasAtThatTime) {
  const Time before = now();
  wait(hours(1));
  county_.move(card_, CardState::revoked);
  wait(hours(1));
  EXPECT_EQ(outcome(used(card_, "o-1", before, "health.green_lane")), "accepted");
  const json::value late =
      report({used(card_, "o-2", now(), "health.green_lane")}).at("items").as_array().front();
  EXPECT_EQ(late.at("outcome"), "not_valid_then");
  EXPECT_EQ(late.at("verdict"), "revoked");
}

TEST_F(OfflineReports, JudgeByEveryMoveThatTheJournalKnows) {
  const Time first = now();
  wait(hours(1));
  county_.move(card_, CardState::lost);
  const Time lost = now();
  wait(hours(1));
  county_.move(card_, CardState::active);
  const Time found = now();
  wait(hours(1));
  EXPECT_EQ(outcomes({used(card_, "o-1", first, "health.green_lane"),
                      used(card_, "o-2", lost, "health.green_lane"),
                      used(card_, "o-3", found, "health.green_lane")}),
            (std::vector<std::string>{"accepted", "not_valid_then", "accepted"}));
}

TEST_F(OfflineReports, CountOnceForOneKey) {
  EXPECT_EQ(outcome(used(card_, "o-1", now())), "accepted");
  EXPECT_EQ(outcome(used(card_, "o-1", now())), "already_reported");
  EXPECT_EQ(outcome(used(card_, "o-1", now(), "health.green_lane")), "key_reused");
}

TEST_F(OfflineReports, KnowATokenByItsHashAlone) {
  json::object item = used(card_, "o-1", now());
  item["token"].as_object()["hash"] = base64url::encode(Sha256{1, 2, 3});
  EXPECT_EQ(outcome(item), "unknown_card");
}

TEST_F(OfflineReports, KeepAskingWhetherTheServiceWasTheCards) {
  EXPECT_EQ(outcome(used(card_, "o-1", now(), "health.expert_visit")), "not_entitled");
  EXPECT_EQ(outcome(used(card_, "o-2", now(), "health.checkup", "child")), "not_for_them");
  EXPECT_EQ(outcome(used(card_, "o-3", now(), "finance.loan_discount")), "no_such_service");
}

TEST_F(OfflineReports, TakeNothingFromTheFutureOrFromLongAgo) {
  EXPECT_EQ(outcome(used(card_, "o-1", now() + seconds(61))), "bad_time");
  EXPECT_EQ(outcome(used(card_, "o-2", now() - days(30) - seconds(1))), "bad_time");
  EXPECT_EQ(outcome(used(card_, "o-3", now() + seconds(60), "health.green_lane")), "accepted");
}

TEST_F(OfflineReports, TakeNothingFromATimeWithoutAContract) {
  const Time before = now() - days(1);
  EXPECT_EQ(outcome(used(card_, "o-1", before)), "not_contracted");
}

TEST_F(OfflineReports, TakeRefusalsToo) {
  json::object item = used(card_, "o-1", now());
  item.erase("use");
  item["refusal"] = {{"reason", "no_capacity"}};
  EXPECT_EQ(outcome(item), "accepted");
  item["key"] = "o-2";
  item["refusal"] = {{"reason", "other"}};
  EXPECT_EQ(outcome(item), "bad_note");
}

TEST_F(OfflineReports, NameEveryMistakeWithItsPlace) {
  json::object item = used(card_, "o-1", now());
  item["at"] = "yesterday";
  item["token"].as_object()["hash"] = "AA";
  item["holder"] = "somebody";
  const auto response = county_.post("/v1/offline-reports", county_.token("hospital"),
                                     {{"items", json::array{item}}});
  ASSERT_EQ(response.status, 400U);
  std::vector<std::string> places;
  const json::object problem = object_in(response);
  for (const json::value& error : problem.at("errors").as_array()) {
    places.emplace_back(error.at("pointer").as_string());
  }
  EXPECT_EQ(places,
            (std::vector<std::string>{"/items/0/at", "/items/0/token/hash", "/items/0/holder"}));
}

TEST_F(OfflineReports, AreOfAHundredItemsAtMost) {
  json::array items;
  for (int n = 0; n < 101; ++n) items.push_back(used(card_, "o-" + std::to_string(n), now()));
  EXPECT_EQ(
      county_.post("/v1/offline-reports", county_.token("hospital"), {{"items", items}}).status,
      400U);
}

}  // namespace
}  // namespace servicecard::counter
