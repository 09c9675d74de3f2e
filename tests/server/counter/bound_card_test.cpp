#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/counter/county.h"
#include "tests/support/test_signer.h"

namespace servicecard::counter {
namespace {

using test::County;
using test::CountyCard;

std::string text_at(const json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

/// A card in a wallet, bound to its holder's key, and the hospital's request.
class BoundCard : public testing::Test {
 protected:
  BoundCard() {
    const http::Response response =
        county_.post("/v1/presentations/requests", county_.token("hospital"), {});
    EXPECT_EQ(response.status, 201U);
    request_ = test::object_in(response);
  }

  std::string nonce() const { return text_at(request_, "nonce"); }
  std::string presented(const std::string& audience) const {
    return county_.bind(card_.wallet, holder_, audience, nonce());
  }
  std::string presented() const { return presented(text_at(request_, "audience")); }

  // Verdict and reason.
  std::string ask(const char* partner, const json::object& body) const {
    const json::object answer = county_.verify(partner, body);
    const json::value& reason = answer.at("reason");
    return text_at(answer, "verdict") +
           (reason.is_null() ? "" : " " + std::string(reason.as_string()));
  }
  std::string ask(const char* partner, const std::string& token) const {
    return ask(partner, {{"presentation", token}});
  }

  County county_;
  test::TestSigner holder_;
  CountyCard card_ = county_.issue({.holder = holder_.public_key()});
  json::object request_;
};

TEST_F(BoundCard, CountsOnceForItsRequest) {
  EXPECT_EQ(request_.at("audience"), "https://card.example.cn/partners/hospital");
  EXPECT_EQ(request_.at("expires_at"), "2026-04-30T08:05:00Z");
  EXPECT_EQ(ask("hospital", presented()), "valid");
  const json::object replayed = county_.verify("hospital", presented());
  EXPECT_EQ(text_at(replayed, "verdict"), "bad_signature");
  EXPECT_EQ(text_at(replayed, "reason"), "key_binding_wrong_nonce");
  EXPECT_TRUE(replayed.at("card").is_null());
  EXPECT_TRUE(replayed.at("services").as_array().empty());
  const auto logged = county_.database.store().read([](store::Snapshot& snapshot) {
    return snapshot.all("SELECT verdict FROM verification ORDER BY id", {},
                        [](const auto& row) { return row.text("verdict"); });
  });
  EXPECT_EQ(logged, (std::vector<std::string>{"valid", "bad_signature"}));
}

// Two servers share nothing but the store and the data key.
TEST_F(BoundCard, CountsOnceWhicheverOfTwoServersIsAsked) {
  Verifications other(county_.database.store(),
                      {.ring = *county_.ring,
                       .cards = county_.cards,
                       .partners = county_.partners,
                       .catalogue = county_.catalogue,
                       .uses = county_.uses,
                       .nonces = {county_.data_key.keyed_hash(Judge::nonce_use), county_.random},
                       .last4_hash = county_.data_key.keyed_hash("person.last4"),
                       .alarms = county_.alarms});
  const Caller caller{.partner = "hospital", .kind = CallerKind::api_key, .id = 1, .name = ""};
  const VerificationQuestion question{
      .card = ShownToken{.presentation = presented(), .nonce = std::nullopt},
      .service = std::nullopt,
      .site = std::nullopt};
  std::atomic<int> valid = 0;
  std::latch answered(16);
  std::vector<std::jthread> threads;
  for (int n = 0; n < 16; ++n) {
    threads.emplace_back([&, n] {
      Verifications& server = n % 2 == 0 ? county_.verifications : other;
      server.verify(caller, question, test::test_time(), [&](const VerificationResult& result) {
        if (result && result->verdict() == Verdict::valid) ++valid;
        answered.count_down();
      });
    });
  }
  answered.wait();
  EXPECT_EQ(valid, 1);
}

TEST_F(BoundCard, IsSpentEvenWhereTheCardDoesNotCount) {
  county_.move(card_, CardState::suspended);
  EXPECT_EQ(ask("hospital", presented()), "suspended suspended");
  EXPECT_EQ(ask("hospital", presented()), "bad_signature key_binding_wrong_nonce");
}

TEST_F(BoundCard, DoesNotCountForAnotherPartner) {
  EXPECT_EQ(ask("bank", presented()), "bad_signature key_binding_not_awaited");
  EXPECT_EQ(ask("hospital", presented("https://card.example.cn/partners/bank")),
            "bad_signature key_binding_wrong_audience");
}

TEST_F(BoundCard, DoesNotCountWithoutItsKeyBinding) {
  EXPECT_EQ(ask("hospital", card_.wallet), "bad_signature key_binding_not_awaited");
  EXPECT_EQ(ask("hospital", {{"presentation", card_.wallet}, {"nonce", nonce()}}),
            "bad_signature key_binding_missing");
}

TEST_F(BoundCard, DoesNotCountWithAnotherKeyOrANonceOfItsOwn) {
  const test::TestSigner thief;
  const std::string audience = text_at(request_, "audience");
  EXPECT_EQ(ask("hospital", county_.bind(card_.wallet, thief, audience, nonce())),
            "bad_signature key_binding_bad_signature");
  EXPECT_EQ(ask("hospital", county_.bind(card_.wallet, holder_, audience, "made-up")),
            "bad_signature key_binding_not_awaited");
  EXPECT_EQ(ask("hospital", {{"presentation", county_.bind(card_.wallet, holder_, audience, "")},
                             {"nonce", nonce()}}),
            "bad_signature key_binding_wrong_nonce");
}

TEST_F(BoundCard, DoesNotCountAfterTheRequestHasEnded) {
  const std::string token = presented();
  county_.clock.set(test::test_time() + std::chrono::seconds(300));
  EXPECT_EQ(ask("hospital", token), "bad_signature key_binding_not_awaited");
}

}  // namespace
}  // namespace servicecard::counter
