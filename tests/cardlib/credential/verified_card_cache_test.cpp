#include "cardlib/credential/verified_card_cache.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

using std::chrono::seconds;

/// A verifier that remembers, as a server has one.
class VerifiedCardCacheTest : public VerifierTest {
 protected:
  [[nodiscard]] Verification show(std::string_view text, const Question& question) {
    return Verifier(*trust_source_, status_, &ledger_, &cache_).verify(text, question);
  }
  [[nodiscard]] std::string verdict(std::string_view text) {
    return name_of(show(text, question()));
  }
  [[nodiscard]] bool remembers(std::string_view text) {
    return cache_.find(trust_source_->trust_list(), text) != nullptr;
  }
  void load_list() { trust_source_.emplace(trust_.list_of(list_)); }

  VerifiedCardCache cache_{3};
  std::optional<test::FakeTrust> trust_source_{trust_.list_of(list_)};
};

TEST_F(VerifiedCardCacheTest, AnswersTheSameTextWithTheSameCard) {
  for (const std::string& text : {wallet(), printed()}) {
    const Verification first = show(text, question());
    ASSERT_EQ(name_of(first), "valid");
    const Verification second = show(text, question());
    EXPECT_EQ(name_of(second), "valid");
    EXPECT_EQ(second.card, first.card);
  }
}

TEST_F(VerifiedCardCacheTest, KnowsNoOtherTextOfTheSameToken) {
  const std::string text = wallet();
  ASSERT_EQ(verdict(text), "valid");

  const std::string fewer = text.substr(0, text.rfind('~', text.size() - 2) + 1);
  const Verification outcome = show(fewer, question());
  EXPECT_EQ(name_of(outcome), "valid");
  EXPECT_NE(outcome.card, show(text, question()).card);

  std::string forged = text;
  char& in_signature = forged[forged.find('~') - 20];
  in_signature = in_signature == 'A' ? 'B' : 'A';
  EXPECT_EQ(verdict(forged), "wrong_signature");
}

TEST_F(VerifiedCardCacheTest, LooksAtTheStatusOnEveryHit) {
  const std::string text = printed();
  ASSERT_EQ(verdict(text), "valid");
  status_.answer = CardStatus::revoked;
  EXPECT_EQ(verdict(text), "revoked");
  status_.answer = CardStatus::other_token;
  EXPECT_EQ(verdict(text), "other_token");
}

TEST_F(VerifiedCardCacheTest, LooksAtTheTimeOnEveryHit) {
  const std::string text = wallet();
  ASSERT_EQ(verdict(text), "valid");
  EXPECT_EQ(name_of(show(text, question_at(claims_.expires - seconds(1)))), "valid");
  EXPECT_EQ(name_of(show(text, question_at(claims_.expires))), "expired");
  EXPECT_EQ(name_of(show(text, question_at(claims_.not_before - seconds(61)))), "issued_in_future");
}

TEST_F(VerifiedCardCacheTest, LooksAtWhatIsAskedOnEveryHit) {
  const std::string text = printed();
  ASSERT_EQ(verdict(text), "valid");

  Question without_bearers = question();
  without_bearers.bearers = Bearers::refused;
  const Verification refused = show(text, without_bearers);
  EXPECT_EQ(name_of(refused), "bearer_refused");
  EXPECT_EQ(refused.card, nullptr);

  Question without_contract = question();
  without_contract.contract = Contract::none;
  EXPECT_EQ(name_of(show(text, without_contract)), "partner_not_contracted");

  ledger_.answer = ServiceAnswer::quota_used;
  Question with_service = question();
  with_service.service = ServiceChoice{.sector = Sector::health, .code = "checkup"};
  EXPECT_EQ(name_of(show(text, with_service)), "quota_used");
}

TEST_F(VerifiedCardCacheTest, OutlivesNoStateOfAKey) {
  const std::string text = wallet();
  status_.seen_from = Reach::offline;
  ASSERT_EQ(verdict(text), "valid");
  test::entry_for(list_, KeyPurpose::card).state = KeyState::revoked;
  load_list();
  EXPECT_EQ(verdict(text), "revoked_key");
  EXPECT_FALSE(remembers(text));
}

TEST_F(VerifiedCardCacheTest, ForgetsEverythingWithAnotherTrustList) {
  const std::string text = wallet();
  ASSERT_EQ(verdict(text), "valid");
  const test::FakeTrust before = *trust_source_;
  load_list();
  ASSERT_EQ(verdict(printed()), "valid");
  EXPECT_EQ(cache_.find(before.trust_list(), text), nullptr);
}

TEST_F(VerifiedCardCacheTest, KeepsNothingThatWasNotAuthentic) {
  const test::TestSigner stranger;
  const std::string text = test::wallet_token(claims_, stranger);
  ASSERT_EQ(verdict(text), "unknown_key");
  EXPECT_FALSE(remembers(text));
}

TEST_F(VerifiedCardCacheTest, KeepsNothingThatIsBoundToAHolder) {
  const test::TestSigner holder;
  const std::string audience = test::TestTrust::issuer().partner_audience("h1");
  constexpr std::string_view nonce = "bm9uY2Vub25jZW5vbmNlbg";
  const std::string text =
      bind_presentation(test::wallet_token(claims_, card_key(), holder.public_key()),
                        {.audience = audience, .nonce = nonce, .now = now_}, holder);
  Question asked = question();
  asked.challenge = Challenge{.audience = audience, .nonce = nonce};
  ASSERT_EQ(name_of(show(text, asked)), "valid");
  EXPECT_FALSE(remembers(text));
  EXPECT_EQ(verdict(text), "key_binding_not_awaited");
}

TEST_F(VerifiedCardCacheTest, MakesRoomForANewTokenWithTheOneUnusedForLongest) {
  const std::string tokens[] = {wallet(), printed(), printed(), printed()};
  for (int i = 0; i < 3; ++i) ASSERT_EQ(verdict(tokens[i]), "valid");
  ASSERT_EQ(verdict(tokens[0]), "valid");
  ASSERT_EQ(verdict(tokens[3]), "valid");
  EXPECT_TRUE(remembers(tokens[0]));
  EXPECT_FALSE(remembers(tokens[1]));
  EXPECT_TRUE(remembers(tokens[2]));
  EXPECT_TRUE(remembers(tokens[3]));
}

}  // namespace
}  // namespace servicecard
