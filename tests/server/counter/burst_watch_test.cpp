#include "server/counter/burst_watch.h"

#include <gtest/gtest.h>

#include "tests/server/store/test_store.h"

namespace servicecard::counter {
namespace {

using std::chrono::hours;
using test::test_time;

constexpr BurstWatch::Limit limit{.times = 100, .within = hours(1)};

int alarms_of(BurstWatch& watch, std::size_t times, const std::string& partner, Time now) {
  int alarms = 0;
  for (std::size_t n = 0; n < times; ++n) alarms += watch.note(partner, now) ? 1 : 0;
  return alarms;
}

TEST(BurstWatch, IsAlarmedByTheHundredthTimeOfAPartnerAndEveryFurtherOne) {
  BurstWatch watch(limit);
  EXPECT_EQ(alarms_of(watch, 99, "hospital", test_time()), 0);
  EXPECT_EQ(alarms_of(watch, 99, "bank", test_time()), 0);
  EXPECT_EQ(alarms_of(watch, 2, "hospital", test_time()), 2);
}

TEST(BurstWatch, ForgetsWhatIsLongerAgo) {
  BurstWatch watch(limit);
  EXPECT_EQ(alarms_of(watch, 99, "hospital", test_time()), 0);
  EXPECT_EQ(alarms_of(watch, 99, "hospital", test_time() + hours(1)), 0);
  EXPECT_EQ(alarms_of(watch, 1, "hospital", test_time() + hours(1)), 1);
}

}  // namespace
}  // namespace servicecard::counter
