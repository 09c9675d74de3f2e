#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

using std::chrono::days;
using std::chrono::seconds;

class VerifierTimeTest : public VerifierTest {
 protected:
  VerifierTimeTest() {
    // Lists and keys count for as long as the card and longer.
    list_.issued_at = claims_.issued_at - days(30);
    list_.expires = claims_.expires + days(30);
    for (TrustedKey& key : list_.keys) {
      key.created = list_.issued_at;
      key.since = list_.issued_at;
    }
  }

  void expect_both(Time now, std::string_view refusal) const {
    EXPECT_EQ(name_of(check(wallet(), question_at(now))), refusal) << "wallet";
    EXPECT_EQ(name_of(check(printed(), question_at(now))), refusal) << "printed";
  }
};

TEST_F(VerifierTimeTest, RejectsACardExpiringExactlyNow) {
  expect_both(claims_.expires - seconds(1), "valid");
  expect_both(claims_.expires, "expired");
  expect_both(claims_.expires + seconds(1), "expired");
}

TEST_F(VerifierTimeTest, AllowsAMinuteBeforeNotBefore) {
  claims_.issued_at -= days(1);
  expect_both(claims_.not_before, "valid");
  expect_both(claims_.not_before - seconds(60), "valid");
  expect_both(claims_.not_before - seconds(61), "not_yet_valid");
}

TEST_F(VerifierTimeTest, AllowsAMinuteBeforeIssuedAt) {
  claims_.not_before -= days(1);
  expect_both(claims_.issued_at, "valid");
  expect_both(claims_.issued_at - seconds(60), "valid");
  expect_both(claims_.issued_at - seconds(61), "issued_in_future");
}

TEST_F(VerifierTimeTest, ShowsAnAuthenticCardThatDoesNotCountNow) {
  const Verification outcome = check(wallet(), question_at(claims_.expires));
  EXPECT_EQ(outcome.verdict(), Verdict::expired);
  ASSERT_NE(outcome.card, nullptr);
  EXPECT_EQ(outcome.card->expires(), claims_.expires);
}

TEST_F(VerifierTimeTest, CannotTellOnceTheTrustListHasExpired) {
  list_.expires = now_ + seconds(1);
  expect_both(now_, "valid");
  list_.expires = now_;
  expect_both(now_, "trust_list_expired");
}

TEST_F(VerifierTimeTest, CannotTellWhereTheClockIsBeforeTheTrustList) {
  list_.issued_at = now_ + seconds(60);
  expect_both(now_, "valid");
  list_.issued_at = now_ + seconds(61);
  expect_both(now_, "clock_set_back");
}

}  // namespace
}  // namespace servicecard
