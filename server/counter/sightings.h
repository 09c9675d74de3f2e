#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cardlib/identity/civil_date.h"

namespace servicecard::counter {

/// Where cards were shown within the last minutes, so that a photocopy which is shown at one place
/// while the card is at another is seen.
///
/// In memory, so a restart forgets. Bounded: one place a card, and `max_cards` cards, the one not
/// seen for longest goes first. Takes well under a microsecond. Safe to use from several threads.
class Sightings {
 public:
  static constexpr std::chrono::minutes default_window{5};
  static constexpr std::size_t max_cards = 20'000;

  /// Two places of one partner differ where both are named and not the same.
  struct Place {
    std::string partner;
    std::optional<std::string> site;
  };
  struct Earlier {
    std::string partner;
    std::chrono::seconds ago{};
  };

  /// Within `window` two places are one too many.
  explicit Sightings(std::chrono::seconds window) : window_(window) {}

  /// Notes that a card is shown. Gives where it was shown before, if that is another place and not
  /// so long ago.
  [[nodiscard]] std::optional<Earlier> note(std::int64_t card, const Place& place, Time now);

 private:
  struct Sighting {
    std::int64_t card = 0;
    Place place;
    Time time;
  };

  void forget(Time now);

  std::chrono::seconds window_;
  std::mutex mutex_;
  std::list<Sighting> sightings_;  // the latest comes last
  std::unordered_map<std::int64_t, std::list<Sighting>::iterator> by_card_;
};

}  // namespace servicecard::counter
