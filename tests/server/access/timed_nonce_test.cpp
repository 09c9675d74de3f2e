#include "server/access/timed_nonce.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fixed_random.h"

namespace servicecard::access {
namespace {

constexpr Time now{std::chrono::seconds(1'800'000'000)};

class TimedNonce : public testing::Test {
 protected:
  test::FixedRandom random_{1};
  keys::DataKey key_ = keys::DataKey::make(random_);
  TimedNonces nonces_{key_.keyed_hash("test"), random_};
};

TEST_F(TimedNonce, IsKnownAgainUntilItsEnd) {
  const std::string nonce = nonces_.make("hospital-1", now);
  EXPECT_EQ(nonces_.end_of(nonce, "hospital-1", now), now + TimedNonces::lifetime);
  EXPECT_TRUE(
      nonces_.end_of(nonce, "hospital-1", now + TimedNonces::lifetime - std::chrono::seconds(1)));
  EXPECT_FALSE(nonces_.end_of(nonce, "hospital-1", now + TimedNonces::lifetime));
}

TEST_F(TimedNonce, BelongsToOneSubject) {
  EXPECT_FALSE(nonces_.end_of(nonces_.make("hospital-1", now), "hospital-2", now));
}

TEST_F(TimedNonce, BelongsToOneUse) {
  const TimedNonces other(key_.keyed_hash("another use"), random_);
  EXPECT_FALSE(other.end_of(nonces_.make("hospital-1", now), "hospital-1", now));
}

TEST_F(TimedNonce, IsKnownByEveryServerThatHoldsTheDataKey) {
  const TimedNonces elsewhere(key_.keyed_hash("test"), random_);
  EXPECT_TRUE(elsewhere.end_of(nonces_.make("hospital-1", now), "hospital-1", now));
}

TEST_F(TimedNonce, CannotBeMadeUpOrAltered) {
  EXPECT_FALSE(nonces_.end_of("", "hospital-1", now));
  EXPECT_FALSE(nonces_.end_of("AAAA", "hospital-1", now));
  const std::string nonce = nonces_.make("hospital-1", now);
  for (std::size_t i = 0; i < nonce.size(); ++i) {
    SCOPED_TRACE(i);
    std::string altered = nonce;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(nonces_.end_of(altered, "hospital-1", now));
  }
}

TEST_F(TimedNonce, IsNeverTheSameTwice) {
  EXPECT_NE(nonces_.make("hospital-1", now), nonces_.make("hospital-1", now));
}

}  // namespace
}  // namespace servicecard::access
