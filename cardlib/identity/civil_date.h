#pragma once

#include <chrono>
#include <compare>
#include <expected>
#include <string>
#include <string_view>

namespace servicecard {

/// A moment in UTC, to the second. `now` is always an argument of this type.
using Time = std::chrono::sys_seconds;

enum class CivilDateError {
  malformed,    ///< not `YYYY-MM-DD` in ASCII digits
  no_such_day,  ///< written as a date, but the calendar has no such day
};

/// A day in Asia/Shanghai, which is UTC+8 all the year round. Years 1 to 9999.
class CivilDate {
 public:
  /// Reads `2026-04-30` and nothing else (ISO 8601, extended calendar date).
  [[nodiscard]] static std::expected<CivilDate, CivilDateError> parse(std::string_view iso);
  [[nodiscard]] static std::expected<CivilDate, CivilDateError> of(int year, unsigned month,
                                                                   unsigned day);

  /// `2026-04-30`.
  [[nodiscard]] std::string str() const;
  [[nodiscard]] int year() const { return static_cast<int>(date_.year()); }
  [[nodiscard]] unsigned month() const { return static_cast<unsigned>(date_.month()); }
  [[nodiscard]] unsigned day() const { return static_cast<unsigned>(date_.day()); }

  /// The day so many days later, or earlier where `days` is negative. Throws `std::out_of_range`
  /// where that leaves the years 1 to 9999.
  [[nodiscard]] CivilDate plus_days(int days) const;

  auto operator<=>(const CivilDate&) const = default;

 private:
  friend CivilDate day_of(Time);
  friend Time start_of(CivilDate);
  explicit CivilDate(std::chrono::year_month_day date) : date_(date) {}
  static CivilDate from_days(std::chrono::sys_days days);
  std::chrono::year_month_day date_{};
};

/// The day on which that moment falls in Asia/Shanghai. Throws `std::out_of_range` outside the
/// years 1 to 9999.
[[nodiscard]] CivilDate day_of(Time moment);

/// 00:00 of that day in Asia/Shanghai.
[[nodiscard]] Time start_of(CivilDate day);

}  // namespace servicecard
