#include "server/counter/redemptions.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/receipt.h"
#include "server/store/journal_log.h"
#include "tests/server/counter/county.h"

/// Uses of services through the routes, as a partner's program sees them.
namespace servicecard::counter {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::County;
using test::CountyCard;
using test::object_in;

std::string text_at(const json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

// The last part of a problem's type, or `201`.
std::string outcome_of(const http::Response& response) {
  if (response.status < 300) return std::to_string(response.status);
  const std::string type = text_at(object_in(response), "type");
  return type.substr(type.rfind('/') + 1);
}

class Redemptions : public testing::Test {
 protected:
  std::string check(const char* partner, const CountyCard& card) {
    return text_at(county_.verify(partner, card.printed), "id");
  }
  [[nodiscard]] http::Response use(const char* partner, const std::string& key,
                                   const std::string& verification,
                                   const char* service = "health.checkup",
                                   const char* beneficiary = "self") const {
    return county_.post_once(
        "/v1/redemptions", county_.token(partner), key,
        {{"verification_id", verification}, {"service", service}, {"for", beneficiary}});
  }
  [[nodiscard]] http::Response annul(const char* partner, const json::value& id,
                                     const char* reason = "按错了") const {
    return county_.post("/v1/redemptions/" + std::to_string(id.to_number<std::int64_t>()) + "/void",
                        county_.token(partner), {{"reason", reason}});
  }
  void wait(seconds time) { county_.clock.set(county_.clock.now() + time); }

  // What a verdict says of the first service.
  json::object offered(const char* partner, const CountyCard& card) {
    return county_.verify(partner, card.printed).at("services").as_array().front().as_object();
  }

  County county_;
};

TEST_F(Redemptions, SayWhatWasUsedAndWhatIsLeft) {
  const CountyCard card = county_.issue();
  const auto response = use("hospital", "a-1", check("hospital", card));
  ASSERT_EQ(response.status, 201U) << response.body.view();
  const json::object made = object_in(response);
  EXPECT_EQ(text_at(made, "card_number"), card.number.str());
  EXPECT_EQ(text_at(made, "service"), "health.checkup");
  EXPECT_EQ(text_at(made, "for"), "self");
  EXPECT_EQ(text_at(made, "standing"), "counted");
  EXPECT_EQ(made.at("quota").at("used"), 1);
  EXPECT_EQ(made.at("quota").at("left"), 0);
  EXPECT_EQ(text_at(offered("hospital", card), "state"), "quota_used");
}

TEST_F(Redemptions, OfAServiceWithoutAQuotaNeverRunOut) {
  const CountyCard card = county_.issue();
  for (int n = 0; n < 5; ++n) {
    const auto response = use("hospital", "lane-" + std::to_string(n), check("hospital", card),
                              "health.green_lane", "child");
    EXPECT_EQ(outcome_of(response), "201");
    EXPECT_TRUE(object_in(response).at("quota").is_null());
  }
}

TEST_F(Redemptions, CountOnceForOneKey) {
  const CountyCard card = county_.issue();
  const std::string verification = check("hospital", card);
  const auto first = use("hospital", "a-1", verification);
  const auto again = use("hospital", "a-1", verification);
  EXPECT_EQ(first.status, 201U);
  EXPECT_EQ(again.status, 200U);
  EXPECT_EQ(object_in(first), object_in(again));
}

TEST_F(Redemptions, RefuseAKeyThatStoodForAnother) {
  const CountyCard card = county_.issue();
  const std::string verification = check("hospital", card);
  ASSERT_EQ(use("hospital", "a-1", verification).status, 201U);
  EXPECT_EQ(outcome_of(use("hospital", "a-1", verification, "health.green_lane")),
            "idempotency-key-reused");
}

TEST_F(Redemptions, TakeTheSameKeyOfAnotherPartnerForAnother) {
  county_.add_partner("clinic", Sector::health);
  const CountyCard card = county_.issue();
  EXPECT_EQ(outcome_of(use("hospital", "a-1", check("hospital", card))), "201");
  EXPECT_EQ(outcome_of(use("clinic", "a-1", check("clinic", card), "health.green_lane")), "201");
}

TEST_F(Redemptions, NeedAKey) {
  const CountyCard card = county_.issue();
  const json::object body{
      {"verification_id", check("hospital", card)}, {"service", "health.checkup"}, {"for", "self"}};
  EXPECT_EQ(outcome_of(county_.post("/v1/redemptions", county_.token("hospital"), body)),
            "idempotency-key-needed");
  for (const std::string& key : {std::string(65, 'a'), std::string("a b"), std::string("键")}) {
    EXPECT_EQ(
        outcome_of(county_.post_once("/v1/redemptions", county_.token("hospital"), key, body)),
        "idempotency-key-needed");
  }
}

TEST_F(Redemptions, ShareAQuotaAcrossPartners) {
  county_.add_partner("clinic", Sector::health);
  const CountyCard card = county_.issue();
  const std::string at_clinic = check("clinic", card);
  ASSERT_EQ(use("hospital", "a-1", check("hospital", card)).status, 201U);
  EXPECT_EQ(outcome_of(use("clinic", "b-1", at_clinic)), "quota-used");
}

TEST_F(Redemptions, BeginAnewWithThePeriod) {
  const CountyCard card =
      county_.issue({.validity = {.not_before = start_of(day_of(test::test_time())),
                                  .expires = start_of(day_of(test::test_time()).plus_days(800))}});
  ASSERT_EQ(use("hospital", "a-1", check("hospital", card)).status, 201U);
  const json::object before = offered("hospital", card);
  const std::string last(before.at("quota").at("period").at("until").as_string());
  county_.clock.set(start_of(CivilDate::parse(last).value().plus_days(1)) - seconds(1));
  EXPECT_EQ(text_at(offered("hospital", card), "state"), "quota_used");
  wait(seconds(1));
  EXPECT_EQ(text_at(offered("hospital", card), "state"), "valid");
  EXPECT_EQ(outcome_of(use("hospital", "a-2", check("hospital", card))), "201");
}

/// Why a use is not recorded.
struct RefusedRow {
  const char* problem;
  std::function<http::Response(County&, const CountyCard&)> ask;
};

http::Response use_of(const County& county, const char* partner, const json::value& verification,
                      const char* service = "health.checkup", const char* beneficiary = "self") {
  return county.post_once(
      "/v1/redemptions", county.token(partner), "k",
      {{"verification_id", verification.as_string()}, {"service", service}, {"for", beneficiary}});
}

const RefusedRow refused_rows[] = {
    {"no-such-verification",
     [](County& county, const CountyCard&) {
       return use_of(county, "hospital", json::value("999999"));
     }},
    {"no-such-verification",
     [](County& county, const CountyCard& card) {
       return use_of(county, "bank", county.verify("hospital", card.printed).at("id"),
                     "finance.loan_discount");
     }},
    {"verification-not-valid",
     [](County& county, const CountyCard& card) {
       county.move(card, CardState::lost);
       return use_of(county, "hospital", county.verify("hospital", card.printed).at("id"));
     }},
    {"verification-not-valid",
     [](County& county, const CountyCard&) {
       return use_of(county, "hospital", county.verify("hospital", "SC1AAAA").at("id"));
     }},
    {"verification-too-old",
     [](County& county, const CountyCard& card) {
       const auto id = county.verify("hospital", card.printed).at("id");
       county.clock.set(county.clock.now() + hours(12));
       return use_of(county, "hospital", id);
     }},
    {"card-not-valid",
     [](County& county, const CountyCard& card) {
       const auto id = county.verify("hospital", card.printed).at("id");
       county.move(card, CardState::revoked);
       return use_of(county, "hospital", id);
     }},
    {"not-entitled",
     [](County& county, const CountyCard& card) {
       return use_of(county, "hospital", county.verify("hospital", card.printed).at("id"),
                     "health.expert_visit");
     }},
    {"not-for-them",
     [](County& county, const CountyCard& card) {
       return use_of(county, "hospital", county.verify("hospital", card.printed).at("id"),
                     "health.checkup", "child");
     }},
    {"no-such-service",
     [](County& county, const CountyCard& card) {
       return use_of(county, "hospital", county.verify("hospital", card.printed).at("id"),
                     "finance.loan_discount");
     }},
    {"partner-not-contracted",
     [](County& county, const CountyCard& card) {
       const auto id = county.verify("hospital", card.printed).at("id");
       const auto suspended = county.post("/v1/partners/hospital/suspend",
                                          county.token("administrator"), {{"reason", "欠费"}});
       EXPECT_EQ(suspended.status, 200U);
       return use_of(county, "hospital", id);
     }},
};

TEST_F(Redemptions, AreRefusedByName) {
  for (const RefusedRow& row : refused_rows) {
    County county;
    const CountyCard card = county.issue();
    EXPECT_EQ(outcome_of(row.ask(county, card)), row.problem);
    EXPECT_EQ(
        text_at(county.verify("hospital", county.issue({.n = 77}).printed), "verdict"),
        std::string(row.problem) == "partner-not-contracted" ? "partner_not_contracted" : "valid");
  }
}

TEST_F(Redemptions, OfACardThatIsNoLongerValidSayWhy) {
  const CountyCard card = county_.issue();
  const std::string verification = check("hospital", card);
  county_.move(card, CardState::lost);
  const json::object problem = object_in(use("hospital", "a-1", verification));
  EXPECT_EQ(text_at(problem, "verdict"), "lost");
  EXPECT_EQ(problem.at("text").at("zh"), "已挂失");
}

TEST_F(Redemptions, CanBeVoidedByTheirPartnerForHalfAnHour) {
  const CountyCard card = county_.issue();
  const json::object made = object_in(use("hospital", "a-1", check("hospital", card)));
  wait(minutes(30) - seconds(1));
  const auto voided = annul("hospital", made.at("id"));
  ASSERT_EQ(voided.status, 200U);
  EXPECT_EQ(object_in(voided).at("voided").at("by"), "partner");
  EXPECT_EQ(text_at(offered("hospital", card), "state"), "valid");
  EXPECT_EQ(outcome_of(annul("hospital", made.at("id"))), "voided-before");
  EXPECT_EQ(outcome_of(use("hospital", "a-2", check("hospital", card))), "201");
}

TEST_F(Redemptions, AreTheDesksToVoidAfterHalfAnHour) {
  const CountyCard card = county_.issue();
  const json::object made = object_in(use("hospital", "a-1", check("hospital", card)));
  wait(minutes(30));
  EXPECT_EQ(outcome_of(annul("hospital", made.at("id"))), "too-late-to-void");
  const std::string path = "/v1/cards/" + card.number.str() + "/redemptions/" +
                           std::to_string(made.at("id").to_number<std::int64_t>()) + "/void";
  const auto voided = county_.post(path, county_.token("approver"), {{"reason", "医院申请"}});
  ASSERT_EQ(voided.status, 200U);
  EXPECT_EQ(object_in(voided).at("voided").at("by"), "approver");
  EXPECT_EQ(text_at(offered("hospital", card), "state"), "valid");
}

TEST_F(Redemptions, AreVoidedWithAReasonAlone) {
  const CountyCard card = county_.issue();
  const json::object made = object_in(use("hospital", "a-1", check("hospital", card)));
  EXPECT_EQ(outcome_of(annul("hospital", made.at("id"), "")), "bad-reason");
  EXPECT_EQ(outcome_of(annul("hospital", made.at("id"), "一\n二")), "bad-reason");
  EXPECT_EQ(text_at(offered("hospital", card), "state"), "quota_used");
}

TEST_F(Redemptions, AreNobodyElsesToSeeOrVoid) {
  county_.add_partner("clinic", Sector::health);
  const CountyCard card = county_.issue();
  const json::object made = object_in(use("hospital", "a-1", check("hospital", card)));
  const std::string path =
      "/v1/redemptions/" + std::to_string(made.at("id").to_number<std::int64_t>());
  const auto foreign = county_.get(path, county_.token("clinic"));
  const auto missing = county_.get("/v1/redemptions/999999", county_.token("clinic"));
  EXPECT_EQ(foreign.status, 404U);
  EXPECT_EQ(foreign.body.view(), missing.body.view());
  EXPECT_EQ(outcome_of(annul("clinic", made.at("id"))), "no-such-redemption");
  EXPECT_EQ(object_in(county_.get("/v1/redemptions", county_.token("clinic")))
                .at("items")
                .as_array()
                .size(),
            0U);
  EXPECT_EQ(object_in(county_.get("/v1/redemptions", county_.token("hospital")))
                .at("items")
                .as_array()
                .size(),
            1U);
}

TEST_F(Redemptions, ComeWithAReceiptThatAnybodyCanCheck) {
  const CountyCard card = county_.issue();
  const json::object made = object_in(use("hospital", "a-1", check("hospital", card)));
  const std::string jwt(made.at("receipt").at("jwt").as_string());
  const auto receipt = verify_receipt(jwt, *county_.ring->trust_list());
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->code, made.at("receipt").at("code").as_string());
  EXPECT_EQ(receipt->card_number, card.number);
  EXPECT_EQ(receipt->partner, "hospital");
  EXPECT_EQ(receipt->service, "health.checkup");
  EXPECT_EQ(receipt->used_on, day_of(test::test_time()));
}

TEST_F(Redemptions, AreFoundByTheCodeOfTheirReceipt) {
  const CountyCard card = county_.issue();
  const json::object made = object_in(use("hospital", "a-1", check("hospital", card)));
  std::string code(made.at("receipt").at("code").as_string());
  const json::object counted = object_in(county_.get("/v1/receipts/" + code));
  EXPECT_EQ(counted.at("jwt"), made.at("receipt").at("jwt"));
  EXPECT_EQ(counted.at("state"), "counted");
  std::erase(code, '-');
  ASSERT_EQ(annul("hospital", made.at("id")).status, 200U);
  EXPECT_EQ(object_in(county_.get("/v1/receipts/" + code)).at("state"), "voided");
  EXPECT_EQ(outcome_of(county_.get("/v1/receipts/0000-0000-0000")), "no-such-receipt");
}

TEST_F(Redemptions, OfOneLastPlaceSucceedOnceWhoeverAsks) {
  constexpr int connections = 8;
  constexpr int requests = 25;
  county_.add_partner("clinic", Sector::health);
  const CountyCard card = county_.issue();
  const std::string at_hospital = check("hospital", card);
  const std::string at_clinic = check("clinic", card);
  std::atomic<int> recorded = 0;
  std::atomic<int> repeated = 0;
  std::atomic<int> used_up = 0;
  std::vector<std::jthread> threads;
  for (int connection = 0; connection < connections; ++connection) {
    threads.emplace_back([&, connection] {
      const bool is_hospital = connection % 2 == 0;
      for (int n = 0; n < requests; ++n) {
        const std::string key = "k-" + std::to_string(n / 2);  // every key twice, by each
        const auto outcome = outcome_of(
            use(is_hospital ? "hospital" : "clinic", key, is_hospital ? at_hospital : at_clinic));
        if (outcome == "201") ++recorded;
        if (outcome == "200") ++repeated;
        if (outcome == "quota-used") ++used_up;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(recorded, 1);
  EXPECT_EQ(recorded + repeated + used_up, connections * requests);
  const auto rows = county_.database.store().read([&](store::Snapshot& snapshot) {
    return store::redemptions::of_card(snapshot, card.id, {.limit = 10, .after = 0});
  });
  EXPECT_EQ(rows.size(), 1U);
}

TEST_F(Redemptions, StandInTheJournal) {
  const CountyCard card = county_.issue();
  const json::object made = object_in(use("hospital", "a-1", check("hospital", card)));
  ASSERT_EQ(annul("hospital", made.at("id")).status, 200U);
  std::vector<std::string> kinds;
  county_.database.store().read([&](store::Snapshot& snapshot) {
    for (const auto& row : store::journal_log::about(snapshot, "card:" + card.number.str())) {
      kinds.push_back(row.kind);
    }
  });
  EXPECT_EQ(kinds,
            (std::vector<std::string>{"card.issued", "redemption.recorded", "redemption.voided"}));
}

}  // namespace
}  // namespace servicecard::counter
