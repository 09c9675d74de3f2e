#include "server/api/format.h"

#include <chrono>

#include <fmt/chrono.h>

namespace servicecard::api {

std::string timestamp(Time moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(moment - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::optional<Time> parse_timestamp(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00";
  constexpr std::string_view digits = "0123456789";
  if (text.size() <= shape.size() || !text.ends_with('Z')) return std::nullopt;
  const std::string_view fraction = text.substr(shape.size(), text.size() - shape.size() - 1);
  const bool is_fraction =
      fraction.empty() || (fraction.size() > 1 && fraction.front() == '.' &&
                           fraction.find_first_not_of(digits, 1) == std::string_view::npos);
  if (!is_fraction) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(at, size)) value = 10 * value + (c - '0');
    return value;
  };
  for (std::size_t at = 0; at < shape.size(); ++at) {
    const bool good = shape[at] == '0' ? digits.contains(text[at]) : shape[at] == text[at];
    if (!good) return std::nullopt;
  }
  const std::chrono::year_month_day date(std::chrono::year(number(0, 4)),
                                         std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                         std::chrono::day(static_cast<unsigned>(number(8, 2))));
  const int hour = number(11, 2);
  const int minute = number(14, 2);
  const int second = number(17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
         std::chrono::minutes(minute) + std::chrono::seconds(second);
}

}  // namespace servicecard::api
