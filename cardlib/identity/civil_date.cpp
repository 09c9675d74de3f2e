#include "cardlib/identity/civil_date.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace servicecard {
namespace {

constexpr std::chrono::hours shanghai_offset{8};

constexpr std::chrono::sys_days first_day{std::chrono::year{1} / 1 / 1};
constexpr std::chrono::sys_days last_day{std::chrono::year{9999} / 12 / 31};
constexpr const char* out_of_years = "a civil date lies in the years 1 to 9999";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

std::string padded(int value, std::size_t width) {
  const std::string digits = std::to_string(value);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

std::expected<CivilDate, CivilDateError> CivilDate::parse(std::string_view iso) {
  static constexpr std::string_view form = "dddd-dd-dd";
  const auto fits = [](char c, char wanted) { return wanted == 'd' ? is_digit(c) : c == wanted; };
  if (!std::ranges::equal(iso, form, fits)) return std::unexpected(CivilDateError::malformed);
  return of(number(iso.substr(0, 4)), static_cast<unsigned>(number(iso.substr(5, 2))),
            static_cast<unsigned>(number(iso.substr(8, 2))));
}

std::expected<CivilDate, CivilDateError> CivilDate::of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (year < 1 || year > 9999 || month > 12 || day > 31 || !date.ok()) {
    return std::unexpected(CivilDateError::no_such_day);
  }
  return CivilDate(date);
}

std::string CivilDate::str() const {
  return padded(year(), 4) + '-' + padded(static_cast<int>(month()), 2) + '-' +
         padded(static_cast<int>(day()), 2);
}

CivilDate CivilDate::plus_days(int days) const {
  return from_days(std::chrono::sys_days{date_} + std::chrono::days{days});
}

CivilDate CivilDate::from_days(std::chrono::sys_days days) {
  if (days < first_day || days > last_day) throw std::out_of_range(out_of_years);
  return CivilDate(std::chrono::year_month_day{days});
}

CivilDate day_of(Time moment) {
  using std::chrono::days;
  // Far from the years that there are, the arithmetic would overflow.
  if (moment < first_day - days(1) || moment > last_day + days(2)) {
    throw std::out_of_range(out_of_years);
  }
  return CivilDate::from_days(std::chrono::floor<days>(moment + shanghai_offset));
}

Time start_of(CivilDate day) { return std::chrono::sys_days{day.date_} - shanghai_offset; }

}  // namespace servicecard
