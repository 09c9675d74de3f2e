#include "server/counter/miss_limiter.h"

#include <gtest/gtest.h>

#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::counter {
namespace {

using std::chrono::seconds;

Caller key(std::int64_t id) {
  return {.partner = "hospital", .kind = CallerKind::api_key, .id = id, .name = ""};
}

TEST(MissLimiter, RefusesTheSixthQuestionAboutANumberWhoeverAsks) {
  MissLimiter limiter;
  const CardNumber number = test::number(1);
  for (std::int64_t id = 1; id <= 5; ++id) {
    EXPECT_TRUE(limiter.ask(number, key(id), test::test_time()));
  }
  const auto sixth = limiter.ask(number, key(6), test::test_time() + seconds(600));
  ASSERT_FALSE(sixth);
  EXPECT_EQ(sixth.error(), seconds(3000));
  EXPECT_TRUE(limiter.ask(test::number(2), key(6), test::test_time()));
}

TEST(MissLimiter, RefusesTheEleventhQuestionOfAKeyWhateverTheNumber) {
  MissLimiter limiter;
  for (int n = 1; n <= 10; ++n)
    EXPECT_TRUE(limiter.ask(test::number(n), key(1), test::test_time()));
  EXPECT_FALSE(limiter.ask(test::number(11), key(1), test::test_time()));
  EXPECT_TRUE(limiter.ask(test::number(11), key(2), test::test_time()));
}

TEST(MissLimiter, TakesNoAccountForTheKeyOfTheSameNumber) {
  MissLimiter limiter;
  for (int n = 1; n <= 10; ++n) {
    EXPECT_TRUE(limiter.ask(test::number(n), key(1), test::test_time()));
  }
  Caller account = key(1);
  account.kind = CallerKind::account;
  EXPECT_TRUE(limiter.ask(test::number(11), account, test::test_time()));
  EXPECT_FALSE(limiter.ask(test::number(12), key(1), test::test_time()));
}

TEST(MissLimiter, ForgetsAMissAfterAnHour) {
  MissLimiter limiter;
  for (int n = 0; n < 5; ++n) {
    EXPECT_TRUE(limiter.ask(test::number(1), key(1), test::test_time() + seconds(n)));
  }
  EXPECT_FALSE(limiter.ask(test::number(1), key(1), test::test_time() + seconds(3599)));
  EXPECT_TRUE(limiter.ask(test::number(1), key(1), test::test_time() + seconds(3600)));
  EXPECT_FALSE(limiter.ask(test::number(1), key(1), test::test_time() + seconds(3600)));
}

TEST(MissLimiter, CountsNothingWhereTheCardWasFound) {
  MissLimiter limiter;
  for (int n = 0; n < 20; ++n) {
    ASSERT_TRUE(limiter.ask(test::number(1), key(1), test::test_time()));
    limiter.found(test::number(1), key(1), test::test_time());
  }
}

}  // namespace
}  // namespace servicecard::counter
