#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/counter/county.h"
#include "tests/support/test_signer.h"

/// A card that is shown at two places within minutes.
namespace servicecard::counter {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::County;
using test::CountyCard;

class TwoPlaces : public testing::Test {
 protected:
  void show(const char* partner, const std::string& presentation, const char* site = nullptr) {
    json::object body{{"presentation", presentation}};
    if (site != nullptr) body["site"] = site;
    verdicts_.emplace_back(county_.verify(partner, body).at("verdict").as_string());
  }
  void wait(seconds time) { county_.clock.set(county_.clock.now() + time); }

  County county_;
  std::vector<std::string> verdicts_;
};

TEST_F(TwoPlaces, RaiseAnAlarmAndChangeNoVerdict) {
  const CountyCard card = county_.issue();
  show("hospital", card.printed);
  show("hospital", card.printed);
  EXPECT_EQ(county_.raised.size(), 0U);
  wait(minutes(5) - seconds(1));
  show("bank", card.printed);
  ASSERT_EQ(county_.raised.size(), 1U);
  const access::Alarm& alarm = county_.raised.front();
  EXPECT_EQ(alarm.kind, access::AlarmKind::two_places);
  EXPECT_EQ(alarm.subject, "card:" + card.number.str());
  EXPECT_EQ(alarm.detail, "at partner bank, and at hospital 299 s before");
  show("hospital", card.printed);
  EXPECT_EQ(verdicts_, std::vector<std::string>(4, "valid"));
}

TEST_F(TwoPlaces, AreNoneAfterTheWindow) {
  const CountyCard card = county_.issue();
  show("hospital", card.printed);
  wait(minutes(5));
  show("bank", card.printed);
  EXPECT_EQ(county_.raised.size(), 0U);
}

TEST_F(TwoPlaces, MayBeSitesOfOnePartner) {
  const CountyCard card = county_.issue();
  show("hospital", card.printed, "east");
  show("hospital", card.printed);
  show("hospital", card.printed, "east");
  EXPECT_EQ(county_.raised.size(), 0U);
  show("hospital", card.printed, "west");
  ASSERT_EQ(county_.raised.size(), 1U);
  EXPECT_EQ(county_.raised.front().detail, "at partner hospital, and at another site 0 s before");
}

TEST_F(TwoPlaces, CountThePrintAndTheUnboundWalletOfOneCardTogether) {
  const CountyCard card = county_.issue();
  show("hospital", card.printed);
  show("school", card.wallet);
  EXPECT_EQ(county_.raised.size(), 1U);
}

TEST_F(TwoPlaces, KeepCardsApart) {
  show("hospital", county_.issue({.n = 1}).printed);
  show("bank", county_.issue({.n = 2}).printed);
  EXPECT_EQ(county_.raised.size(), 0U);
}

// A copy is of no use without the holder's key.
TEST_F(TwoPlaces, DoNotMatterForABoundWallet) {
  const test::TestSigner holder;
  const CountyCard card = county_.issue({.holder = holder.public_key()});
  for (const char* partner : {"hospital", "bank"}) {
    const json::object request =
        test::object_in(county_.post("/v1/presentations/requests", county_.token(partner), {}));
    show(partner, county_.bind(card.wallet, holder, std::string(request.at("audience").as_string()),
                               std::string(request.at("nonce").as_string())));
  }
  EXPECT_EQ(verdicts_, std::vector<std::string>(2, "valid"));
  EXPECT_EQ(county_.raised.size(), 0U);
}

TEST_F(TwoPlaces, DoNotMatterForATypedNumber) {
  const CountyCard card = county_.issue();
  for (const char* partner : {"hospital", "bank"}) {
    const json::object body{{"card_number", card.number.str()},
                            {"holder_id_last4", County::last4(1)}};
    EXPECT_EQ(county_.verify(partner, body).at("verdict"), "valid");
  }
  EXPECT_EQ(county_.raised.size(), 0U);
}

// Whoever tampers with a token raises no alarm about somebody's card.
TEST_F(TwoPlaces, DoNotMatterForATokenThatIsNotOurs) {
  std::string forged = county_.issue().printed;
  forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
  show("hospital", forged);
  show("bank", forged);
  EXPECT_EQ(verdicts_, std::vector<std::string>(2, "bad_signature"));
  EXPECT_EQ(county_.raised.size(), 0U);
}

}  // namespace
}  // namespace servicecard::counter
