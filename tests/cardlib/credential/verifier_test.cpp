#include "cardlib/credential/verifier.h"

#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/credential/jws.h"
#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

using std::chrono::seconds;

TEST_F(VerifierTest, FindsAGoodWalletTokenValid) {
  const Verification outcome = check(wallet());
  EXPECT_EQ(name_of(outcome), "valid");
  EXPECT_EQ(outcome.verdict(), Verdict::valid);
  ASSERT_NE(outcome.card, nullptr);
  const VerifiedCard& card = *outcome.card;
  EXPECT_EQ(to_string(card.kind()), "wallet");
  EXPECT_EQ(*card.card_number(), claims_.card_number);
  EXPECT_EQ(*card.holder_name(), claims_.holder_name);
  EXPECT_EQ(*card.enterprise_name(), claims_.enterprise_name);
  EXPECT_EQ(card.category(), claims_.category);
  EXPECT_EQ(card.wallet()->holder_id_last4, claims_.holder_id_last4);
  EXPECT_EQ(card.wallet()->enterprise_uscc, claims_.enterprise_uscc);
  EXPECT_EQ(card.printed(), nullptr);
  EXPECT_EQ(card.issued_at(), claims_.issued_at);
  EXPECT_EQ(card.not_before(), claims_.not_before);
  EXPECT_EQ(card.expires(), claims_.expires);
  EXPECT_EQ(card.status(), claims_.status);
  EXPECT_EQ(card.token_hash(), WalletToken::parse(wallet()).value().token_hash());
  EXPECT_FALSE(card.holder_bound());
  EXPECT_TRUE(card.shows(Sector::health));
  EXPECT_FALSE(card.shows(Sector::finance));
}

TEST_F(VerifierTest, FindsAGoodPrintedTokenValidInAnyCase) {
  std::string text = printed();
  for (int round = 0; round < 2; ++round) {
    const Verification outcome = check(text);
    EXPECT_EQ(name_of(outcome), "valid");
    ASSERT_NE(outcome.card, nullptr);
    const VerifiedCard& card = *outcome.card;
    EXPECT_EQ(to_string(card.kind()), "printed");
    EXPECT_EQ(*card.card_number(), claims_.card_number);
    EXPECT_EQ(*card.holder_name(), claims_.holder_name);
    EXPECT_EQ(*card.enterprise_name(), claims_.enterprise_name);
    EXPECT_EQ(card.category(), claims_.category);
    EXPECT_EQ(card.wallet(), nullptr);
    EXPECT_EQ(card.issued_at(), claims_.issued_at);
    EXPECT_EQ(card.not_before(), claims_.not_before);
    EXPECT_EQ(card.expires(), claims_.expires);
    EXPECT_EQ(card.status(), claims_.status);
    EXPECT_FALSE(card.holder_bound());
    EXPECT_TRUE(card.shows(Sector::education));
    EXPECT_FALSE(card.shows(Sector::finance));
    for (char& c : text) c = static_cast<char>(std::tolower(c));
  }
}

TEST_F(VerifierTest, ShowsNothingThatAWalletDoesNotDisclose) {
  const std::string text = wallet();
  const Verification outcome = check(text.substr(0, text.find('~') + 1));
  EXPECT_EQ(name_of(outcome), "valid");
  ASSERT_NE(outcome.card, nullptr);
  EXPECT_EQ(outcome.card->card_number(), nullptr);
  EXPECT_EQ(outcome.card->holder_name(), nullptr);
  EXPECT_EQ(outcome.card->enterprise_name(), nullptr);
  EXPECT_EQ(outcome.card->category(), std::nullopt);
  EXPECT_FALSE(outcome.card->shows(Sector::health));
}

}  // namespace
}  // namespace servicecard
