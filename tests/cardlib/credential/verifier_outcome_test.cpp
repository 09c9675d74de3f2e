#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

struct StatusRow {
  CardStatus status;
  std::string_view refusal;
  Verdict verdict;
};

constexpr StatusRow status_rows[] = {
    {CardStatus::active, "valid", Verdict::valid},
    {CardStatus::lost, "lost", Verdict::lost},
    {CardStatus::suspended, "suspended", Verdict::suspended},
    {CardStatus::revoked, "revoked", Verdict::revoked},
    {CardStatus::superseded, "superseded", Verdict::superseded},
    {CardStatus::no_such_reference, "no_such_reference", Verdict::unknown_card},
    {CardStatus::other_token, "other_token", Verdict::unknown_card},
    {CardStatus::not_listed, "not_listed", Verdict::stale_status},
    {CardStatus::unknown_value, "unknown_value", Verdict::stale_status},
    {CardStatus::list_expired, "list_expired", Verdict::stale_status},
    {CardStatus::list_too_old, "list_too_old", Verdict::stale_status},
    {CardStatus::pack_expired, "pack_expired", Verdict::stale_status},
    {CardStatus::clock_set_back, "clock_set_back", Verdict::stale_status},
    {CardStatus::feed_silent, "feed_silent", Verdict::stale_status},
};

TEST_F(VerifierTest, SaysWhatTheSourceSaysOfTheCard) {
  for (const StatusRow& row : status_rows) {
    SCOPED_TRACE(row.refusal);
    status_.answer = row.status;
    for (const std::string& text : {wallet(), printed()}) {
      const Verification outcome = check(text);
      EXPECT_EQ(name_of(outcome), row.refusal);
      EXPECT_EQ(to_string(outcome.verdict()), to_string(row.verdict));
      EXPECT_NE(outcome.card, nullptr);
    }
  }
}

/// Answers only the question that a test awaits.
class ExactStatus final : public StatusSource {
 public:
  StatusReference reference;
  Sha256 token_hash{};
  Time now;
  std::optional<seconds> max_age;

  [[nodiscard]] Reach reach() const override { return Reach::online; }
  [[nodiscard]] CardStatus status(const StatusQuery& query) const override {
    const bool same = query.reference == reference && query.token_hash == token_hash &&
                      query.now == now && query.max_age == max_age;
    return same ? CardStatus::active : CardStatus::no_such_reference;
  }
};

TEST_F(VerifierTest, AsksTheSourceAboutThisTokenAtThisMoment) {
  const test::FakeTrust trust(trust_.list_of(list_));
  ExactStatus status;
  status.reference = claims_.status;
  status.now = now_;
  status.max_age = hours(2);
  Question asked = question();
  asked.max_age = hours(2);
  const Verifier verifier(trust, status);
  status.token_hash = WalletToken::parse(wallet()).value().token_hash();
  EXPECT_EQ(name_of(verifier.verify(wallet(), asked)), "valid");
  EXPECT_EQ(name_of(verifier.verify(printed(), asked)), "no_such_reference");
  status.token_hash =
      sha256(UnsignedPrintedToken::make(claims_, card_key().public_key()).value().to_be_signed());
  EXPECT_EQ(name_of(verifier.verify(printed(), asked)), "valid");
  asked.max_age.reset();
  EXPECT_EQ(name_of(verifier.verify(printed(), asked)), "no_such_reference");
}

struct ServiceRow {
  std::string_view name;
  ServiceChoice service;
  ServiceAnswer ledger;
  std::string_view wallet;
  std::string_view printed;
};

constexpr ServiceRow service_rows[] = {
    {"a service of the card",
     {Sector::health, "checkup"},
     ServiceAnswer::granted,
     "valid",
     "valid"},
    {"a sector that the card does not have",
     {Sector::finance, "credit"},
     ServiceAnswer::granted,
     "sector_not_included",
     "sector_not_included"},
    {"another service of the sector",
     {Sector::health, "ward"},
     ServiceAnswer::granted,
     "service_not_included",
     "valid"},
    {"a service that the records deny",
     {Sector::health, "checkup"},
     ServiceAnswer::not_included,
     "service_not_included",
     "service_not_included"},
    {"a service that is used up",
     {Sector::health, "checkup"},
     ServiceAnswer::quota_used,
     "quota_used",
     "quota_used"},
};

TEST_F(VerifierTest, JudgesTheNamedService) {
  for (const ServiceRow& row : service_rows) {
    SCOPED_TRACE(row.name);
    Question asked = question();
    asked.service = row.service;
    ledger_.answer = row.ledger;
    EXPECT_EQ(name_of(check(wallet(), asked)), row.wallet);
    EXPECT_EQ(name_of(check(printed(), asked)), row.printed);
  }
}

TEST_F(VerifierTest, NeedsNoLedgerToJudgeAService) {
  const test::FakeTrust trust(trust_.list_of(list_));
  const Verifier verifier(trust, status_);
  Question asked = question();
  asked.service = ServiceChoice{.sector = Sector::health, .code = "checkup"};
  EXPECT_EQ(name_of(verifier.verify(wallet(), asked)), "valid");
}

TEST_F(VerifierTest, AsksNoLedgerWhereNoServiceIsNamed) {
  ledger_.answer = ServiceAnswer::quota_used;
  EXPECT_EQ(name_of(check(wallet())), "valid");
}

TEST_F(VerifierTest, FindsASectorThatIsNotShownNotIncluded) {
  const std::string text = wallet();
  Question asked = question();
  asked.service = ServiceChoice{.sector = Sector::health, .code = "checkup"};
  EXPECT_EQ(name_of(check(text.substr(0, text.find('~') + 1), asked)), "sector_not_included");
}

/// Everything is wrong at first and is put right from the front to the back.
TEST_F(VerifierTest, LetsTheFirstFailureDecide) {
  const test::TestSigner stranger;
  Question asked = question_at(claims_.expires);
  asked.contract = Contract::none;
  asked.service = ServiceChoice{.sector = Sector::finance, .code = "credit"};
  status_.answer = CardStatus::revoked;
  ledger_.answer = ServiceAnswer::quota_used;
  list_.expires = list_.issued_at + seconds(1);
  json::object payload = test::visible_claims(claims_);
  payload["iss"] = "https://card.other.example";
  json::object bad_payload = payload;
  bad_payload.erase("exp");
  const std::string long_text(max_token_size + 1, '~');
  EXPECT_EQ(name_of(check(long_text, asked)), "partner_not_contracted");
  asked.contract = Contract::in_force;
  EXPECT_EQ(name_of(check(long_text, asked)), "too_large");
  EXPECT_EQ(name_of(check("SC1" + long_text.substr(9), asked)), "too_large");
  EXPECT_EQ(name_of(check(test::forge_wallet(bad_payload, stranger), asked)), "missing_claim");
  EXPECT_EQ(name_of(check(test::forge_wallet(payload, stranger), asked)), "unknown_key");
  EXPECT_EQ(name_of(check(test::forge_wallet(payload, trust_.signer(KeyPurpose::status)), asked)),
            "wrong_purpose");
  std::string unsigned_text = test::forge_wallet(payload, card_key());
  unsigned_text.replace(unsigned_text.rfind('.') + 1, 4, "AAAA");
  EXPECT_EQ(name_of(check(unsigned_text, asked)), "wrong_signature");
  EXPECT_EQ(name_of(check(test::forge_wallet(payload, card_key()), asked)), "wrong_issuer");
  EXPECT_EQ(name_of(check(wallet(), asked)), "expired");
  asked.now = now_;
  EXPECT_EQ(name_of(check(wallet(), asked)), "trust_list_expired");
  list_.expires = now_ + days(1);
  EXPECT_EQ(name_of(check(wallet(), asked)), "revoked");
  status_.answer = CardStatus::active;
  EXPECT_EQ(name_of(check(wallet(), asked)), "sector_not_included");
  asked.service = ServiceChoice{.sector = Sector::health, .code = "ward"};
  EXPECT_EQ(name_of(check(wallet(), asked)), "service_not_included");
  asked.service->code = "checkup";
  EXPECT_EQ(name_of(check(wallet(), asked)), "quota_used");
  ledger_.answer = ServiceAnswer::granted;
  EXPECT_EQ(name_of(check(wallet(), asked)), "valid");
}

}  // namespace
}  // namespace servicecard
