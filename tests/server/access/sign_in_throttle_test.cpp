#include "server/access/sign_in_throttle.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/fixed_random.h"

namespace servicecard::access {
namespace {

using std::chrono::seconds;

constexpr Time now{seconds(1'800'000'000)};
constexpr auto home = "192.0.2.7";

class SignInThrottleTest : public testing::Test {
 protected:
  static keys::KeyedHash hash() {
    test::FixedRandom random(1);
    return keys::DataKey::make(random).keyed_hash("test");
  }
  void fail(const std::string& name, std::size_t times, const std::string& address = home) {
    for (std::size_t i = 0; i < times; ++i) {
      EXPECT_EQ(throttle_.attempt(name, address, now), std::nullopt) << i;
    }
  }

  SignInThrottle throttle_{hash()};
};

TEST_F(SignInThrottleTest, LetsFiveFailuresPassAndThenWaitsLongerEachTime) {
  fail("wang", 5);
  Time when = now;
  for (const int wait : {5, 10, 20, 40, 80, 160, 320, 640, 900, 900}) {
    SCOPED_TRACE(wait);
    EXPECT_EQ(throttle_.attempt("wang", home, when), seconds(wait));
    EXPECT_EQ(throttle_.attempt("wang", home, when + seconds(wait - 1)), seconds(1));
    when += seconds(wait);
    EXPECT_EQ(throttle_.attempt("wang", home, when), std::nullopt);
  }
}

TEST_F(SignInThrottleTest, CountsANameWhateverTheAddress) {
  for (int i = 0; i < 5; ++i) fail("wang", 1, "192.0.2." + std::to_string(i));
  EXPECT_EQ(throttle_.attempt("wang", "192.0.2.99", now), seconds(5));
  EXPECT_EQ(throttle_.attempt("li", "192.0.2.1", now), std::nullopt);
}

TEST_F(SignInThrottleTest, CountsAnAddressWhateverTheName) {
  for (int i = 0; i < 20; ++i) fail("name-" + std::to_string(i), 1);
  EXPECT_EQ(throttle_.attempt("another", home, now), seconds(5));
  EXPECT_EQ(throttle_.attempt("another", "192.0.2.8", now), std::nullopt);
}

TEST_F(SignInThrottleTest, CountsNoAddressInProcess) {
  for (int i = 0; i < 50; ++i) fail("name-" + std::to_string(i), 1, "");
}

TEST_F(SignInThrottleTest, ForgetsANameThatSucceeds) {
  fail("wang", 4);
  throttle_.succeeded("wang", home);
  fail("wang", 5);
  EXPECT_TRUE(throttle_.attempt("wang", home, now));
}

TEST_F(SignInThrottleTest, ASuccessForgivesTheAddressThatOneAttemptAlone) {
  for (int i = 0; i < 19; ++i) fail("name-" + std::to_string(i), 1);
  fail("wang", 1);
  throttle_.succeeded("wang", home);
  fail("wang", 1);
  EXPECT_TRUE(throttle_.attempt("li", home, now));
}

TEST_F(SignInThrottleTest, TakesBackWhatWasNoGuess) {
  for (int i = 0; i < 50; ++i) {
    fail("wang", 1);
    throttle_.take_back("wang", home);
  }
  fail("wang", 5);
  EXPECT_TRUE(throttle_.attempt("wang", home, now));
}

TEST_F(SignInThrottleTest, ForgetsAfterAnHourWithoutAnAttempt) {
  fail("wang", 5);
  const Time later = now + SignInThrottle::memory;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(throttle_.attempt("wang", home, later), std::nullopt);
  EXPECT_TRUE(throttle_.attempt("wang", home, later));
}

TEST_F(SignInThrottleTest, RemembersOnlySoManyTheLatestOfThem) {
  fail("first", 5, "");
  const Time later = now + seconds(1);
  for (std::size_t i = 0; i < SignInThrottle::max_entries; ++i) {
    (void)throttle_.attempt("name-" + std::to_string(i), "", later);
  }
  EXPECT_EQ(throttle_.attempt("first", "", later), std::nullopt);
}

}  // namespace
}  // namespace servicecard::access
