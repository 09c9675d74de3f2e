#include <gtest/gtest.h>

#include "tests/server/counter/county.h"

/// A partner that asks by number for cards which it does not have in hand.
namespace servicecard::counter {
namespace {

using test::County;

class ManyMisses : public testing::Test {
 protected:
  unsigned ask(const char* partner, int n, const std::string& last4) {
    return county_
        .post("/v1/verifications", county_.token(partner),
              {{"card_number", test::number(n).str()}, {"holder_id_last4", last4}})
        .status;
  }
  void miss(const char* partner, int times) {
    for (int n = 0; n < times; ++n) static_cast<void>(ask(partner, 1 + n % 50 * 50, "0000"));
  }

  County county_;
};

TEST_F(ManyMisses, RaiseAnAlarmOnceAndBlockNobodyElse) {
  county_.issue({.n = 90});
  miss("hospital", 99);
  EXPECT_EQ(county_.raised.size(), 0U);
  miss("hospital", 5);
  ASSERT_EQ(county_.raised.size(), 1U);
  EXPECT_EQ(county_.raised.front().kind, access::AlarmKind::many_misses);
  EXPECT_EQ(county_.raised.front().subject, "partner:hospital");
  EXPECT_EQ(county_.raised.front().detail, "100 questions by number found no card within an hour");
  EXPECT_EQ(ask("bank", 90, County::last4(90)), 200U);
}

TEST_F(ManyMisses, AreNotWhatFindsItsCard) {
  county_.issue({.n = 90});
  for (int n = 0; n < 120; ++n) EXPECT_EQ(ask("hospital", 90, County::last4(90)), 200U);
  EXPECT_EQ(county_.raised.size(), 0U);
}

TEST_F(ManyMisses, AreCountedForEachPartnerByItself) {
  miss("hospital", 60);
  miss("bank", 60);
  EXPECT_EQ(county_.raised.size(), 0U);
}

}  // namespace
}  // namespace servicecard::counter
