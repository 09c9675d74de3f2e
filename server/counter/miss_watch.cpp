#include "server/counter/miss_watch.h"

namespace servicecard::counter {

bool MissWatch::note(const std::string& partner, Time now) {
  const std::scoped_lock lock(mutex_);
  std::deque<Time>& misses = by_partner_[partner];
  misses.push_back(now);
  while (misses.size() > alarming || misses.front() + window <= now) misses.pop_front();
  return misses.size() == alarming;
}

}  // namespace servicecard::counter
