#include "server/counter/sightings.h"

#include <iterator>
#include <utility>

namespace servicecard::counter {
namespace {

bool are_two(const Sightings::Place& one, const Sightings::Place& other) {
  if (one.partner != other.partner) return true;
  return one.site && other.site && *one.site != *other.site;
}

}  // namespace

std::optional<Sightings::Earlier> Sightings::note(std::int64_t card, const Place& place, Time now) {
  const std::scoped_lock lock(mutex_);
  forget(now);
  const auto [found, is_new] = by_card_.try_emplace(card, sightings_.end());
  if (is_new) {
    sightings_.push_back({.card = card, .place = place, .time = now});
    found->second = std::prev(sightings_.end());
    return std::nullopt;
  }
  Sighting& seen = *found->second;
  std::optional<Earlier> earlier;
  if (are_two(seen.place, place)) {
    earlier = Earlier{.partner = std::move(seen.place.partner), .ago = now - seen.time};
  }
  seen.place = place;
  seen.time = now;
  sightings_.splice(sightings_.end(), sightings_, found->second);
  return earlier;
}

void Sightings::forget(Time now) {
  while (!sightings_.empty() &&
         (sightings_.front().time + window_ <= now || sightings_.size() >= max_cards)) {
    by_card_.erase(sightings_.front().card);
    sightings_.pop_front();
  }
}

}  // namespace servicecard::counter
