#pragma once

#include <atomic>

#include "cardlib/identity/civil_date.h"
#include "server/access/clock.h"

namespace servicecard::cli::demo {

/// A clock that only this program moves, and never back.
class MovedClock final : public access::Clock {
 public:
  explicit MovedClock(Time start) : now_(start.time_since_epoch().count()) {}

  [[nodiscard]] Time now() const override { return Time(std::chrono::seconds(now_.load())); }
  /// An earlier moment changes nothing.
  void move_to(Time moment);

 private:
  std::atomic<Time::rep> now_;
};

/// When what happens in the county, so that on the real day some cards have just run out and most
/// are good. Cards of the default policy end on 30 April of the year after their issue.
class Calendar {
 public:
  explicit Calendar(Time real_now);

  /// The latest 30 April before today lies in this year.
  [[nodiscard]] int year() const { return year_; }
  [[nodiscard]] Time real_now() const { return real_now_; }

  /// The county's first day, in the year before.
  [[nodiscard]] Time beginning() const;
  /// When the cards were issued that have run out.
  [[nodiscard]] Time first_issue() const;
  /// When the tax of the year before is known.
  [[nodiscard]] Time tax_season() const;
  /// A moment of the present period, 0 being its first and 1 its last.
  [[nodiscard]] Time present(double part) const;
  /// Whether the tax of `year` is known by now, too.
  [[nodiscard]] bool has_second_tax_season() const;
  [[nodiscard]] Time second_tax_season() const;

 private:
  Time real_now_;
  int year_;
};

}  // namespace servicecard::cli::demo
