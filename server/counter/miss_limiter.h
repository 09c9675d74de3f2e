#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "server/counter/caller.h"

namespace servicecard::counter {

/// Keeps anybody from finding out the last four of a resident ID by trying: after 5 misses within
/// an hour nobody gets another answer about that card number, after 10 none for that key or
/// account.
///
/// In memory, so a restart forgets. Bounded: at most 10 entries an hour for each caller, and when
/// `max_entries` are there, no more questions by number are answered. Safe to use from several
/// threads.
class MissLimiter {
 public:
  static constexpr std::size_t misses_a_number = 5;
  static constexpr std::size_t misses_a_caller = 10;
  static constexpr std::chrono::seconds window{3600};
  static constexpr std::size_t max_entries = 100'000;

  /// Before the look-up: it counts as a miss at once, so that many at the same time are no way
  /// around. Refused with the time after which one may ask again.
  [[nodiscard]] std::expected<void, std::chrono::seconds> ask(const CardNumber& number,
                                                              const Caller& caller, Time now);

  /// It was no miss: takes back what `ask` with the same arguments has counted.
  void found(const CardNumber& number, const Caller& caller, Time now);

 private:
  using Misses = std::vector<Time>;
  // Keys and accounts are numbered each for themselves.
  using CallerId = std::pair<CallerKind, std::int64_t>;

  static void forget(Misses& misses, Time now);
  static void take_back(Misses& misses, Time now);
  void forget_all(Time now);

  std::mutex mutex_;
  std::map<CardNumber, Misses> by_number_;
  std::map<CallerId, Misses> by_caller_;
};

}  // namespace servicecard::counter
