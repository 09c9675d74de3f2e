#include "server/counter/miss_watch.h"

#include <gtest/gtest.h>

#include "tests/server/store/test_store.h"

namespace servicecard::counter {
namespace {

using std::chrono::seconds;
using test::test_time;

int alarms_of(MissWatch& watch, std::size_t misses, const std::string& partner, Time now) {
  int alarms = 0;
  for (std::size_t n = 0; n < misses; ++n) alarms += watch.note(partner, now) ? 1 : 0;
  return alarms;
}

TEST(MissWatch, IsAlarmedByTheHundredthMissOfAPartnerAndEveryFurtherOne) {
  MissWatch watch;
  EXPECT_EQ(alarms_of(watch, 99, "hospital", test_time()), 0);
  EXPECT_EQ(alarms_of(watch, 99, "bank", test_time()), 0);
  EXPECT_EQ(alarms_of(watch, 2, "hospital", test_time()), 2);
}

TEST(MissWatch, ForgetsAfterAnHour) {
  MissWatch watch;
  EXPECT_EQ(alarms_of(watch, 99, "hospital", test_time()), 0);
  EXPECT_EQ(alarms_of(watch, 99, "hospital", test_time() + MissWatch::window), 0);
  EXPECT_EQ(alarms_of(watch, 1, "hospital", test_time() + MissWatch::window), 1);
}

}  // namespace
}  // namespace servicecard::counter
