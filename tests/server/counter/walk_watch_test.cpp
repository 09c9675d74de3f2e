#include "server/counter/walk_watch.h"

#include <gtest/gtest.h>

#include "tests/server/store/test_store.h"

namespace servicecard::counter {
namespace {

using std::chrono::seconds;
using test::test_time;

CardNumber numbered(std::int64_t serial, int year = 2026) {
  for (;; ++serial) {
    if (const auto made = CardNumber::make("YC", year, serial)) return *made;
  }
}

// How often the watch is alarmed by so many numbers, `stride` apart.
int alarms_of(WalkWatch& watch, int numbers, std::int64_t stride, Time now,
              const std::string& partner = "hospital") {
  int alarms = 0;
  for (int n = 0; n < numbers; ++n) {
    alarms += watch.note(partner, numbered(1000 + n * stride), now) ? 1 : 0;
  }
  return alarms;
}

TEST(WalkWatch, IsAlarmedByTheEighthNumberOfARow) {
  WalkWatch watch;
  EXPECT_EQ(alarms_of(watch, 7, 3, test_time()), 0);
  EXPECT_TRUE(watch.note("hospital", numbered(1025), test_time()));
}

TEST(WalkWatch, TakesNumbersThatLieFarApartForWhatPeopleBring) {
  WalkWatch watch;
  EXPECT_EQ(alarms_of(watch, 100, WalkWatch::closeness, test_time()), 0);
}

TEST(WalkWatch, CountsTheSameNumberOnce) {
  WalkWatch watch;
  for (int n = 0; n < 50; ++n) EXPECT_FALSE(watch.note("hospital", numbered(1000), test_time()));
}

TEST(WalkWatch, KeepsYearsApart) {
  WalkWatch watch;
  EXPECT_EQ(alarms_of(watch, 7, 3, test_time()), 0);
  EXPECT_FALSE(watch.note("hospital", numbered(1025, 2025), test_time()));
}

TEST(WalkWatch, KeepsPartnersApart) {
  WalkWatch watch;
  EXPECT_EQ(alarms_of(watch, 7, 3, test_time()), 0);
  EXPECT_FALSE(watch.note("bank", numbered(1025), test_time()));
}

TEST(WalkWatch, ForgetsAfterAnHour) {
  WalkWatch watch;
  EXPECT_EQ(alarms_of(watch, 7, 3, test_time()), 0);
  EXPECT_FALSE(watch.note("hospital", numbered(1025), test_time() + WalkWatch::window));
}

}  // namespace
}  // namespace servicecard::counter
