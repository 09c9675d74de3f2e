#include "cli/demo/calendar.h"

#include <algorithm>

namespace servicecard::cli::demo {
namespace {

Time morning(int year, unsigned month, unsigned day) {
  return start_of(CivilDate::of(year, month, day).value()) + std::chrono::hours(9);
}

}  // namespace

void MovedClock::move_to(Time moment) {
  now_ = std::max(now_.load(), moment.time_since_epoch().count());
}

Calendar::Calendar(Time real_now) : real_now_(real_now), year_(day_of(real_now).year()) {
  if (day_of(real_now).month() < 5) --year_;
}

Time Calendar::beginning() const { return morning(year_ - 1, 6, 1); }
Time Calendar::first_issue() const { return morning(year_ - 1, 6, 15); }
Time Calendar::tax_season() const { return morning(year_, 1, 20); }

// In December nobody issues cards any more: the next year's would have another reference year.
Time Calendar::present(double part) const {
  const Time first = start_of(CivilDate::of(year_, 5, 1).value());
  const Time last = std::min(real_now_, morning(year_, 12, 20));
  const auto length = static_cast<double>((last - first).count());
  return first + std::chrono::seconds(static_cast<Time::rep>(length * part));
}

bool Calendar::has_second_tax_season() const { return second_tax_season() < real_now_; }
Time Calendar::second_tax_season() const { return morning(year_ + 1, 1, 20); }

}  // namespace servicecard::cli::demo
