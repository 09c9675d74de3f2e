#include "server/access/readable_secret.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fixed_random.h"

namespace servicecard::access {
namespace {

TEST(ReadableSecret, StandsInGroupsOfFour) {
  test::FixedRandom random(1);
  EXPECT_THAT(make_readable_secret(3, random),
              testing::MatchesRegex("[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){2}"));
}

TEST(ReadableSecret, IsNeverTheSameTwice) {
  test::FixedRandom random(1);
  std::set<std::string> secrets;
  for (int i = 0; i < 1000; ++i) secrets.insert(make_readable_secret(4, random));
  EXPECT_EQ(secrets.size(), 1000U);
}

TEST(ReadableSecret, IsTheSameHoweverItIsTyped) {
  for (const char* const typed : {"01ab-9xyz", "01AB 9XYZ", "olab9xyz", "OI-AB-9X-YZ "}) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(canonical_secret(typed), "01ab9xyz");
  }
  EXPECT_NE(canonical_secret("01ab-9xyy"), "01ab9xyz");
}

}  // namespace
}  // namespace servicecard::access
