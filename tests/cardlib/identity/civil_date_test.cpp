#include "cardlib/identity/civil_date.h"

#include <chrono>
#include <stdexcept>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

CivilDate date(std::string_view iso) { return CivilDate::parse(iso).value(); }

TEST(CivilDate, IsReadBackFromWhatItWrites) {
  for (const std::string_view iso : {"2026-04-30", "0001-01-01", "9999-12-31", "2024-02-29"}) {
    EXPECT_EQ(date(iso).str(), iso);
  }
}

TEST(CivilDate, RefusesByName) {
  struct Row {
    std::string_view text;
    CivilDateError error;
  };
  using enum CivilDateError;
  for (const Row& row :
       {Row{"2026-02-29", no_such_day}, Row{"2026-13-01", no_such_day},
        Row{"2026-00-01", no_such_day}, Row{"2026-04-31", no_such_day},
        Row{"2026-04-00", no_such_day}, Row{"0000-01-01", no_such_day}, Row{"", malformed},
        Row{"2026-4-30", malformed}, Row{"2026/04/30", malformed}, Row{"20260430", malformed},
        Row{"2026-04-30T00:00", malformed}, Row{" 2026-04-30", malformed},
        Row{"2026-04-3x", malformed}, Row{"-026-04-30", malformed}}) {
    SCOPED_TRACE(row.text);
    const auto parsed = CivilDate::parse(row.text);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error(), row.error);
  }
}

TEST(CivilDate, RefusesNumbersThatNoCalendarHas) {
  for (const auto& made : {CivilDate::of(2026, 257, 1), CivilDate::of(2026, 1, 257),
                           CivilDate::of(10'000, 1, 1), CivilDate::of(0, 1, 1)}) {
    EXPECT_EQ(made.error(), CivilDateError::no_such_day);
  }
}

TEST(CivilDate, BeginsAtMidnightInShanghai) {
  EXPECT_EQ(start_of(date("2026-05-01")), sys_days{2026y / 4 / 30} + 16h);
}

TEST(CivilDate, ContainsItsFirstAndItsLastSecond) {
  const Time start = start_of(date("2026-05-01"));
  EXPECT_EQ(day_of(start).str(), "2026-05-01");
  EXPECT_EQ(day_of(start - 1s).str(), "2026-04-30");
  EXPECT_EQ(day_of(start + 24h - 1s).str(), "2026-05-01");
  EXPECT_EQ(day_of(start + 24h).str(), "2026-05-02");
}

TEST(CivilDate, CountsDaysAcrossMonthsAndLeapDays) {
  EXPECT_EQ(date("2024-02-28").plus_days(1).str(), "2024-02-29");
  EXPECT_EQ(date("2025-12-31").plus_days(1).str(), "2026-01-01");
  EXPECT_EQ(date("2026-04-30").plus_days(-60).str(), "2026-03-01");
}

TEST(CivilDate, ThrowsBeyondItsYears) {
  EXPECT_THROW((void)date("9999-12-31").plus_days(1), std::out_of_range);
  EXPECT_THROW((void)day_of(Time::min()), std::out_of_range);
  EXPECT_THROW((void)day_of(Time::max()), std::out_of_range);
}

TEST(CivilDate, KnowsItsParts) {
  EXPECT_EQ(date("2026-04-30").year(), 2026);
  EXPECT_EQ(date("2026-04-30").month(), 4U);
  EXPECT_EQ(date("2026-04-30").day(), 30U);
  EXPECT_LT(date("2026-04-30"), date("2026-05-01"));
}

}  // namespace
}  // namespace servicecard
