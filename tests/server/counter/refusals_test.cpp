#include "server/counter/refusals.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/server/counter/county.h"

/// What a counter says of a check beside a use, through the routes.
namespace servicecard::counter {
namespace {

using test::County;
using test::CountyCard;
using test::object_in;

std::string text_at(const json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

std::string outcome_of(const http::Response& response) {
  if (response.status < 300) return std::to_string(response.status);
  const std::string type = text_at(object_in(response), "type");
  return type.substr(type.rfind('/') + 1);
}

class Refusals : public testing::Test {
 protected:
  std::string check(const char* partner) {
    return text_at(county_.verify(partner, card_.printed), "id");
  }
  [[nodiscard]] http::Response refuse(const char* partner, const std::string& key,
                                      const std::string& verification, const char* reason,
                                      const json::value& note = nullptr) const {
    return county_.post_once(
        "/v1/refusals", county_.token(partner), key,
        {{"verification_id", verification}, {"reason", reason}, {"note", note}});
  }
  [[nodiscard]] http::Response say(const char* partner, const std::string& verification,
                                   const char* outcome) const {
    return county_.post("/v1/verifications/" + verification + "/outcome", county_.token(partner),
                        {{"outcome", outcome}});
  }

  County county_;
  CountyCard card_ = county_.issue();
};

TEST_F(Refusals, KeepWhyAValidCardWasTurnedAway) {
  const auto response = refuse("hospital", "r-1", check("hospital"), "no_capacity");
  ASSERT_EQ(response.status, 201U) << response.body.view();
  EXPECT_EQ(text_at(object_in(response), "reason"), "no_capacity");
  const auto listed =
      county_.get("/v1/cards/" + card_.number.str() + "/refusals", county_.token("auditor"));
  ASSERT_EQ(listed.status, 200U);
  EXPECT_EQ(object_in(listed).at("items").as_array().size(), 1U);
}

TEST_F(Refusals, CountOnceForOneKey) {
  const std::string verification = check("hospital");
  const auto first = refuse("hospital", "r-1", verification, "no_capacity");
  const auto again = refuse("hospital", "r-1", verification, "no_capacity");
  EXPECT_EQ(object_in(first), object_in(again));
  EXPECT_EQ(outcome_of(refuse("hospital", "r-1", verification, "wrong_site")),
            "idempotency-key-reused");
}

TEST_F(Refusals, ForAnotherReasonNeedANote) {
  const std::string verification = check("hospital");
  EXPECT_EQ(outcome_of(refuse("hospital", "r-1", verification, "other")), "note-needed");
  EXPECT_EQ(outcome_of(refuse("hospital", "r-1", verification, "other", "一\n二")), "bad-note");
  EXPECT_EQ(outcome_of(refuse("hospital", "r-1", verification, "other", "科室停电")), "201");
}

TEST_F(Refusals, AreOfCardsThatWereFoundValidByThatPartner) {
  EXPECT_EQ(outcome_of(refuse("bank", "r-1", check("hospital"), "no_capacity")),
            "no-such-verification");
  county_.move(card_, CardState::suspended);
  EXPECT_EQ(outcome_of(refuse("hospital", "r-2", check("hospital"), "no_capacity")),
            "verification-not-valid");
}

TEST_F(Refusals, KnowTheirReasonsAlone) {
  EXPECT_EQ(refuse("hospital", "r-1", check("hospital"), "mood").status, 400U);
}

TEST_F(Refusals, OfAnIdThatIsNotTheHoldersRaiseAnAlarm) {
  ASSERT_EQ(say("hospital", check("hospital"), "id_mismatch").status, 201U);
  ASSERT_EQ(county_.raised.size(), 1U);
  EXPECT_EQ(county_.raised.front().kind, access::AlarmKind::id_mismatch);
  EXPECT_EQ(county_.raised.front().subject, "card:" + card_.number.str());
}

TEST_F(Refusals, TakeOneOutcomeForACheck) {
  const std::string verification = check("hospital");
  EXPECT_EQ(outcome_of(say("hospital", verification, "holder_confirmed")), "201");
  EXPECT_EQ(outcome_of(say("hospital", verification, "holder_confirmed")), "201");
  EXPECT_EQ(outcome_of(say("hospital", verification, "id_mismatch")), "outcome-noted-before");
  EXPECT_EQ(outcome_of(say("bank", verification, "left")), "no-such-verification");
  EXPECT_EQ(county_.raised.size(), 0U);
}

}  // namespace
}  // namespace servicecard::counter
