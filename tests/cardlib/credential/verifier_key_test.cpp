#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/credential/sc1_text.h"
#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

using std::chrono::seconds;

class VerifierKeyTest : public VerifierTest {
 protected:
  void expect_both(std::string_view refusal, const Signer& signer) const {
    EXPECT_EQ(name_of(check(test::wallet_token(claims_, signer))), refusal) << "wallet";
    EXPECT_EQ(name_of(check(test::printed_token(claims_, signer))), refusal) << "printed";
  }
};

struct StateRow {
  KeyState state;
  Reach reach;
  std::string_view refusal;
};

constexpr StateRow state_rows[] = {
    {KeyState::pending, Reach::online, "pending_key"},
    {KeyState::pending, Reach::offline, "key_not_in_pack"},
    {KeyState::active, Reach::online, "valid"},
    {KeyState::active, Reach::offline, "valid"},
    {KeyState::retired, Reach::online, "valid"},
    {KeyState::retired, Reach::offline, "valid"},
    {KeyState::revoked, Reach::online, "valid"},
    {KeyState::revoked, Reach::offline, "revoked_key"},
};

TEST_F(VerifierKeyTest, JudgesAKeyByItsStateAndWhatTheSourceKnows) {
  for (const StateRow& row : state_rows) {
    SCOPED_TRACE(testing::Message()
                 << to_string(row.state) << (row.reach == Reach::online ? " online" : " offline"));
    test::entry_for(list_, KeyPurpose::card).state = row.state;
    status_.seen_from = row.reach;
    expect_both(row.refusal, card_key());
  }
}

TEST_F(VerifierKeyTest, LetsARevokedKeysCardStandOnlineOnlyAsRecorded) {
  test::entry_for(list_, KeyPurpose::card).state = KeyState::revoked;
  status_.answer = CardStatus::other_token;
  expect_both("other_token", card_key());
}

TEST_F(VerifierKeyTest, TakesNoKeyOfAnotherPurpose) {
  for (const Reach reach : {Reach::online, Reach::offline}) {
    status_.seen_from = reach;
    for (const KeyPurpose purpose : all_key_purposes) {
      if (purpose == KeyPurpose::card || purpose == KeyPurpose::root) continue;
      SCOPED_TRACE(to_string(purpose));
      expect_both("wrong_purpose", trust_.signer(purpose));
    }
  }
}

TEST_F(VerifierKeyTest, KnowsNoKeyOutsideTheTrustList) {
  const test::TestSigner stranger;
  expect_both("unknown_key", stranger);
  expect_both("unknown_key", trust_.root());
  status_.seen_from = Reach::offline;
  expect_both("key_not_in_pack", stranger);
  expect_both("key_not_in_pack", trust_.root());
}

TEST_F(VerifierKeyTest, RefusesASignatureOfOtherContent) {
  const std::string card = wallet();
  const std::string print = printed();
  claims_.status.index += 1;
  const std::string other_card = wallet();
  const std::string other_print = printed();

  const auto signature_at = [](std::string_view text) {
    return text.rfind('.', text.find('~')) + 1;
  };
  const auto signature_of = [&](std::string_view text) {
    return text.substr(signature_at(text), text.find('~') - signature_at(text));
  };
  std::string swapped = card;
  swapped.replace(signature_at(card), signature_of(card).size(), signature_of(other_card));
  EXPECT_EQ(name_of(check(swapped)), "wrong_signature");

  Bytes octets = sc1::decode(print).value();
  const Bytes others = sc1::decode(other_print).value();
  std::copy(others.end() - 64, others.end(), octets.end() - 64);
  EXPECT_EQ(name_of(check(sc1::encode(octets))), "wrong_signature");
}

TEST_F(VerifierKeyTest, RefusesACardThatOutlivesItsKey) {
  TrustedKey& key = test::entry_for(list_, KeyPurpose::card);
  key.expires = claims_.expires;
  expect_both("valid", card_key());
  key.expires = claims_.expires - seconds(1);
  expect_both("outlives_key", card_key());
}

}  // namespace
}  // namespace servicecard
