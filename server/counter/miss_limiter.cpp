#include "server/counter/miss_limiter.h"

#include <algorithm>
#include <iterator>

namespace servicecard::counter {
namespace {

// How long until there are fewer than `limit`; the oldest stands first.
std::chrono::seconds wait(const std::vector<Time>& misses, std::size_t limit, Time now) {
  if (misses.size() < limit) return std::chrono::seconds(0);
  return misses[misses.size() - limit] + MissLimiter::window - now;
}

}  // namespace

std::expected<void, std::chrono::seconds> MissLimiter::ask(const CardNumber& number,
                                                           const Caller& caller, Time now) {
  const std::scoped_lock lock(mutex_);
  if (by_number_.size() >= max_entries) forget_all(now);
  if (by_number_.size() >= max_entries) return std::unexpected(window);
  Misses& of_number = by_number_[number];
  Misses& of_caller = by_caller_[{caller.kind, caller.id}];
  forget(of_number, now);
  forget(of_caller, now);
  const auto longest =
      std::max(wait(of_number, misses_a_number, now), wait(of_caller, misses_a_caller, now));
  if (longest > std::chrono::seconds(0)) {
    if (of_number.empty()) by_number_.erase(number);
    return std::unexpected(longest);
  }
  of_number.push_back(now);
  of_caller.push_back(now);
  return {};
}

void MissLimiter::found(const CardNumber& number, const Caller& caller, Time now) {
  const std::scoped_lock lock(mutex_);
  const auto of_number = by_number_.find(number);
  if (of_number != by_number_.end()) {
    take_back(of_number->second, now);
    if (of_number->second.empty()) by_number_.erase(of_number);
  }
  take_back(by_caller_[{caller.kind, caller.id}], now);
}

void MissLimiter::forget(Misses& misses, Time now) {
  std::erase_if(misses, [now](Time miss) { return miss + window <= now; });
}

void MissLimiter::take_back(Misses& misses, Time now) {
  const auto counted = std::ranges::find(misses, now);
  if (counted != misses.end()) misses.erase(counted);
}

void MissLimiter::forget_all(Time now) {
  for (auto entry = by_number_.begin(); entry != by_number_.end();) {
    forget(entry->second, now);
    entry = entry->second.empty() ? by_number_.erase(entry) : std::next(entry);
  }
}

}  // namespace servicecard::counter
