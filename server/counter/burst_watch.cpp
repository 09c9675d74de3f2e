#include "server/counter/burst_watch.h"

namespace servicecard::counter {

bool BurstWatch::note(const std::string& partner, Time now) {
  const std::scoped_lock lock(mutex_);
  std::deque<Time>& times = by_partner_[partner];
  times.push_back(now);
  while (times.size() > limit_.times || times.front() + limit_.within <= now) times.pop_front();
  return times.size() == limit_.times;
}

}  // namespace servicecard::counter
