#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/counter/county.h"

/// What a partner does that somebody should look at.
namespace servicecard::counter {
namespace {

using test::County;

class Alarming : public testing::Test {
 protected:
  void show_forged(int times) {
    for (int n = 0; n < times; ++n) {
      static_cast<void>(county_.verify("hospital", "SC1" + std::string(8, 'A')));
    }
  }
  unsigned ask(std::int64_t serial) {
    const auto made = CardNumber::make("YC", 2026, serial);
    const CardNumber number = made ? *made : CardNumber::make("YC", 2026, serial + 1).value();
    return county_
        .post("/v1/verifications", county_.token("hospital"),
              {{"card_number", number.str()}, {"holder_id_last4", "0000"}})
        .status;
  }

  County county_;
};

TEST_F(Alarming, IsOneNumberAfterTheOther) {
  for (int n = 1; n <= 7; ++n) EXPECT_EQ(ask(1000 + 3 * n), 200U);
  EXPECT_EQ(county_.raised.size(), 0U);
  EXPECT_EQ(ask(1024), 200U);
  ASSERT_EQ(county_.raised.size(), 1U);
  EXPECT_EQ(county_.raised.front().kind, access::AlarmKind::number_walk);
  EXPECT_EQ(county_.raised.front().subject, "partner:hospital");
}

TEST_F(Alarming, IsNotWhatAScannerMisreads) {
  show_forged(40);
  EXPECT_EQ(county_.raised.size(), 0U);
}

TEST_F(Alarming, IsABurstOfTokensThatAreNoneOfOurs) {
  const test::CountyCard card = county_.issue();
  const std::string signed_part = card.wallet.substr(0, card.wallet.find('~'));
  const std::string forged =
      signed_part.substr(0, signed_part.rfind('.')) + "." + std::string(86, 'A') + "~";
  int shown = 0;
  while (county_.raised.empty() && shown < 100) {
    EXPECT_EQ(county_.verify("hospital", forged).at("verdict"), "bad_signature");
    ++shown;
  }
  EXPECT_EQ(shown, 30);
  ASSERT_EQ(county_.raised.size(), 1U);
  EXPECT_EQ(county_.raised.front().kind, access::AlarmKind::many_failures);
}

}  // namespace
}  // namespace servicecard::counter
