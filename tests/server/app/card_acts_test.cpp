#include <string>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/wallet_token.h"
#include "tests/server/app/sample_office.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using test::SampleOffice;

constexpr const char* a_reason = R"({"reason":"核查中"})";
constexpr const char* a_revocation = R"({"reason_code":"delisted"})";

/// One office with one active card.
class CardActs : public testing::Test {
 protected:
  std::string path(const std::string& act = {}) const {
    return "/v1/cards/" + number_ + (act.empty() ? "" : "/" + act);
  }
  std::string state() {
    return std::string(office_.get(office_.clerk(), path()).at("state").as_string());
  }

  SampleOffice office_;
  std::string number_ = office_.issued(1);
};

TEST_F(CardActs, ALostCardIsSuspendedAtOnceAndFoundAgainByAClerk) {
  office_.post(office_.clerk(), path("report-lost"), 200);
  EXPECT_EQ(state(), "lost");
  office_.post(office_.clerk(), path("reinstate"), 200);
  EXPECT_EQ(state(), "active");
}

TEST_F(CardActs, ASuspensionNeedsAReasonAndAnApproverToEnd) {
  EXPECT_EQ(office_.problem_of(office_.clerk(), path("suspend"), R"({"reason":"  "})"),
            "empty-reason");
  office_.post(office_.clerk(), path("suspend"), 200, a_reason);
  EXPECT_EQ(office_.problem_of(office_.clerk(), path("reinstate")), "approver-needed");
  office_.post(office_.approver(), path("reinstate"), 200);
  EXPECT_EQ(state(), "active");
}

TEST_F(CardActs, ARevokedCardNeverMovesAgain) {
  office_.post(office_.approver(), path("revoke"), 200, a_revocation);
  EXPECT_EQ(state(), "revoked");
  EXPECT_EQ(office_.problem_of(office_.approver(), path("reinstate")), "final-state");
  EXPECT_EQ(office_.problem_of(office_.approver(), path("revoke"), a_revocation), "final-state");
  EXPECT_EQ(office_.problem_of(office_.approver(), path("replace")), "final-state");
}

TEST_F(CardActs, ARevocationNeedsAReasonCode) {
  const http::Response response = office_.sample().send(http::Method::post, path("revoke"),
                                                        office_.approver(), R"({"note":"x"})");
  EXPECT_EQ(response.status, 400U);
  EXPECT_EQ(state(), "active");
}

TEST_F(CardActs, AReplacementSupersedesTheOldCardInOneAct) {
  office_.post(office_.clerk(), path("report-lost"), 200);
  const json::object next = office_.post(office_.approver(), path("replace"), 201);
  EXPECT_EQ(next.at("state").as_string(), "active");
  EXPECT_EQ(next.at("predecessor").as_string(), number_);
  EXPECT_EQ(state(), "superseded");
}

TEST_F(CardActs, AReplacementKeepsTheEndOfTheOldCard) {
  const auto until = office_.get(office_.clerk(), path()).at("valid_until");
  EXPECT_EQ(office_.post(office_.approver(), path("replace"), 201).at("valid_until"), until);
}

TEST_F(CardActs, EveryActIsInTheCardsHistory) {
  office_.post(office_.clerk(), path("suspend"), 200, a_reason);
  office_.post(office_.approver(), path("revoke"), 200, a_revocation);
  std::vector<std::string> kinds;
  const json::object card = office_.get(office_.auditor(), path());
  for (const json::value& entry : card.at("history").as_array()) {
    kinds.emplace_back(entry.at("kind").as_string());
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"card.prepared", "card.issued", "card.suspended",
                                             "card.revoked"}));
}

TEST_F(CardActs, AnExpiredCardShowsAsSuch) {
  office_.sample().clock().set(office_.sample().clock().now() + std::chrono::days(800));
  EXPECT_EQ(state(), "expired");
  const json::object list = office_.get(office_.clerk(), "/v1/cards?state=expired");
  EXPECT_EQ(list.at("items").as_array().size(), 1U);
  EXPECT_EQ(office_.get(office_.clerk(), "/v1/cards?state=active").at("items").as_array().size(),
            0U);
}

TEST_F(CardActs, ABulkRevocationIsADryRunUnlessToldOtherwise) {
  const std::string choice =
      R"({"enterprise":")" + office_.enterprise() + R"(","reason_code":"delisted")";
  const json::object preview =
      office_.post(office_.approver(), "/v1/cards/revocations", 200, choice + "}");
  EXPECT_FALSE(preview.at("applied").as_bool());
  EXPECT_EQ(preview.at("revoked").as_int64(), 1);
  EXPECT_EQ(state(), "active");
  office_.post(office_.approver(), "/v1/cards/revocations", 200, choice + R"(,"apply":true})");
  EXPECT_EQ(state(), "revoked");
}

TEST_F(CardActs, ABulkRevocationNamesWhatItSkips) {
  const json::object report =
      office_.post(office_.approver(), "/v1/cards/revocations", 200,
                   R"({"cards":[")" + number_ + R"(","YC26-99999-9","nonsense",")" + number_ +
                       R"("],"reason_code":"issued_in_error","apply":true})");
  EXPECT_EQ(report.at("revoked").as_int64(), 1);
  EXPECT_EQ(report.at("skipped").as_int64(), 2);
}

TEST_F(CardActs, ABulkRevocationByKeyFindsTheCardsThatItSigned) {
  const json::object card = office_.get(office_.clerk(), path());
  const std::string kid(card.at("credentials").at(0).at("kid").as_string());
  const json::object report =
      office_.post(office_.approver(), "/v1/cards/revocations", 200,
                   R"({"key":")" + kid + R"(","reason_code":"key_compromise"})");
  EXPECT_EQ(report.at("revoked").as_int64(), 1);
}

TEST_F(CardActs, NeitherClerkNorAdministratorRevokes) {
  for (const std::string& token :
       {office_.clerk(), office_.auditor(), office_.sample().report().admin_token}) {
    EXPECT_EQ(office_.problem_of(token, path("revoke"), a_revocation), "forbidden");
  }
}

/// Binding the wallet token to a key in the holder's phone.
class WalletBinding : public CardActs {
 protected:
  json::object challenge() { return office_.post(office_.clerk(), path("wallet/challenge"), 201); }
  std::string binding(const json::object& challenge, const VerificationKey& claimed) {
    const std::string proof =
        make_holder_proof({.audience = std::string_view(challenge.at("audience").as_string()),
                           .nonce = std::string_view(challenge.at("nonce").as_string()),
                           .now = office_.sample().clock().now()},
                          holder_);
    return json::serialize(json::object{{"jwk", claimed.to_jwk()}, {"proof", proof}});
  }

  test::TestSigner holder_;
};

TEST_F(WalletBinding, IssuesANewTokenAndVoidsTheOldOne) {
  const http::Response response =
      office_.sample().send(http::Method::post, path("wallet"), office_.clerk(),
                            binding(challenge(), holder_.public_key()));
  ASSERT_EQ(response.status, 201U) << response.body.view();
  EXPECT_TRUE(WalletToken::parse(response.body.view()));
  std::vector<std::string> wallets;
  const json::object card = office_.get(office_.clerk(), path());
  for (const json::value& credential : card.at("credentials").as_array()) {
    if (credential.at("kind").as_string() != "wallet") continue;
    wallets.emplace_back(credential.at("state").as_string());
  }
  EXPECT_EQ(wallets, (std::vector<std::string>{"voided", "issued"}));
}

TEST_F(WalletBinding, TakesAChallengeOnce) {
  const std::string body = binding(challenge(), holder_.public_key());
  EXPECT_EQ(office_.problem_of(office_.clerk(), path("wallet"), body), "");
  EXPECT_EQ(office_.problem_of(office_.clerk(), path("wallet"), body), "stale-challenge");
}

TEST_F(WalletBinding, RefusesAnotherKeyThanTheOneThatProves) {
  const test::TestSigner other;
  EXPECT_EQ(
      office_.problem_of(office_.clerk(), path("wallet"), binding(challenge(), other.public_key())),
      "bad-proof");
}

TEST_F(WalletBinding, RefusesAChallengeThatIsTooOldOrAnothers) {
  const json::object old = challenge();
  office_.sample().clock().set(office_.sample().clock().now() + std::chrono::minutes(6));
  EXPECT_EQ(office_.problem_of(office_.clerk(), path("wallet"), binding(old, holder_.public_key())),
            "stale-challenge");
  const std::string second = office_.issued(2);
  const json::object foreign =
      office_.post(office_.clerk(), "/v1/cards/" + second + "/wallet/challenge", 201);
  EXPECT_EQ(
      office_.problem_of(office_.clerk(), path("wallet"), binding(foreign, holder_.public_key())),
      "stale-challenge");
}

TEST_F(WalletBinding, BindsActiveCardsAlone) {
  office_.post(office_.clerk(), path("report-lost"), 200);
  EXPECT_EQ(office_.problem_of(office_.clerk(), path("wallet/challenge")), "wrong-state");
}

TEST_F(CardActs, TheQrCodeComesAsSvgOrPng) {
  const http::Response svg = office_.sample().send(http::Method::get, path("qr"), office_.clerk());
  EXPECT_EQ(svg.content_type, "image/svg+xml");
  EXPECT_TRUE(svg.body.view().find("<svg") != std::string_view::npos);
}

}  // namespace
}  // namespace servicecard
