#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard::counter {

/// Sees a partner that asks for one card number after the other: several different numbers within
/// an hour that found no card and whose serials lie close together. Whoever mistypes a number hits
/// the check character, not its neighbours. It blocks nobody.
///
/// In memory, so a restart forgets. Bounded by the number of partners. Safe to use from several
/// threads.
class WalkWatch {
 public:
  static constexpr std::size_t alarming = 8;     ///< so many numbers
  static constexpr std::int64_t closeness = 40;  ///< whose serials differ by no more
  static constexpr std::chrono::seconds window{3600};

  /// Notes a number that found no card. True where it makes a walk with those before.
  [[nodiscard]] bool note(const std::string& partner, const CardNumber& number, Time now);

 private:
  struct Step {
    std::string prefix;  // county and year
    std::int64_t serial = 0;
    Time time;
  };

  std::mutex mutex_;
  std::map<std::string, std::deque<Step>> by_partner_;  // the last different ones
};

}  // namespace servicecard::counter
