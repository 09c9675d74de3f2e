#include "cli/demo/calendar.h"

#include <gtest/gtest.h>

namespace servicecard::cli::demo {
namespace {

Time noon(int year, unsigned month, unsigned day) {
  return start_of(CivilDate::of(year, month, day).value()) + std::chrono::hours(12);
}

TEST(Calendar, KeepsItsOrderOnEveryDayOfFourYears) {
  for (int day = 0; day < 4 * 366; ++day) {
    const Time now = noon(2026, 1, 1) + std::chrono::days(day);
    SCOPED_TRACE(day_of(now).str());
    const Calendar calendar(now);
    const int year = calendar.year();
    EXPECT_LT(calendar.beginning(), calendar.first_issue());
    EXPECT_LT(calendar.first_issue(), calendar.tax_season());
    EXPECT_LT(calendar.tax_season(), calendar.present(0));
    EXPECT_LT(calendar.present(0), calendar.present(0.5));
    EXPECT_LE(calendar.present(1), now);
    // First cards have run out, present ones have not; all present ones are of one year.
    EXPECT_EQ(day_of(calendar.first_issue()).year(), year - 1);
    EXPECT_GE(day_of(now), CivilDate::of(year, 5, 1).value());
    EXPECT_LE(day_of(now), CivilDate::of(year + 1, 4, 30).value());
    EXPECT_EQ(day_of(calendar.present(0)).year(), year);
    EXPECT_EQ(day_of(calendar.present(1)).year(), year);
    // The first trust list, which counts for 366 days, is renewed in time, and its successor, too.
    EXPECT_LT(calendar.present(0.02), calendar.beginning() + std::chrono::days(366));
    EXPECT_LT(now, calendar.present(0.02) + std::chrono::days(366));
  }
}

TEST(MovedClock, NeverGoesBack) {
  MovedClock clock(noon(2026, 1, 2));
  clock.move_to(noon(2026, 1, 1));
  EXPECT_EQ(clock.now(), noon(2026, 1, 2));
  clock.move_to(noon(2026, 1, 3));
  EXPECT_EQ(clock.now(), noon(2026, 1, 3));
}

}  // namespace
}  // namespace servicecard::cli::demo
