#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "cardlib/identity/civil_date.h"

namespace servicecard::counter {

/// Counts for each partner how often something happened that is nothing once and a sign of trouble
/// when it happens very often: cards asked for that are not there, tokens that are none of ours. It
/// blocks nobody.
///
/// In memory, so a restart forgets. Bounded by the number of partners. Safe to use from several
/// threads.
class BurstWatch {
 public:
  struct Limit {
    std::size_t times;
    std::chrono::seconds within;
  };

  explicit BurstWatch(Limit limit) : limit_(limit) {}

  [[nodiscard]] const Limit& limit() const { return limit_; }

  /// True where it has happened as often as the limit says, this time included.
  [[nodiscard]] bool note(const std::string& partner, Time now);

 private:
  Limit limit_;
  std::mutex mutex_;
  std::map<std::string, std::deque<Time>> by_partner_;  // the last ones, the oldest first
};

}  // namespace servicecard::counter
