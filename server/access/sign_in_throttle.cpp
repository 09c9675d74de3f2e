#include "server/access/sign_in_throttle.h"

#include <algorithm>
#include <string>

#include "cardlib/codec/bytes.h"

namespace servicecard::access {
namespace {

// After so many failures beyond the free ones: 5 s, 10 s, 20 s, … 15 min.
std::chrono::seconds wait_after(std::size_t beyond) {
  constexpr std::size_t doublings = 8;  // more reach the longest wait anyway
  return std::min(SignInThrottle::longest_wait,
                  SignInThrottle::first_wait * (1U << std::min(beyond, doublings)));
}

}  // namespace

Sha256 SignInThrottle::key_of(std::string_view kind, std::string_view text) const {
  return hash_.of(as_bytes(std::string(kind) + ':' + std::string(text)));
}

std::optional<std::chrono::seconds> SignInThrottle::attempt(std::string_view name,
                                                            std::string_view address, Time now) {
  const Sha256 by_name = key_of("name", name);
  const Sha256 by_address = key_of("address", address);
  const std::scoped_lock lock(mutex_);
  const auto wait = std::max(wait_of(names_, by_name, free_by_name, now),
                             wait_of(addresses_, by_address, free_by_address, now));
  if (wait) return wait;
  count(names_, by_name, now);
  if (!address.empty()) count(addresses_, by_address, now);
  return std::nullopt;
}

void SignInThrottle::succeeded(std::string_view name, std::string_view address) {
  const std::scoped_lock lock(mutex_);
  names_.erase(key_of("name", name));
  uncount(addresses_, key_of("address", address));
}

void SignInThrottle::take_back(std::string_view name, std::string_view address) {
  const std::scoped_lock lock(mutex_);
  uncount(names_, key_of("name", name));
  uncount(addresses_, key_of("address", address));
}

std::optional<std::chrono::seconds> SignInThrottle::wait_of(const Table& table, const Sha256& key,
                                                            std::size_t free, Time now) {
  const auto found = table.find(key);
  if (found == table.end() || found->second.count < free) return std::nullopt;
  const Time next = found->second.last + wait_after(found->second.count - free);
  return now < next ? std::optional(next - now) : std::nullopt;
}

void SignInThrottle::count(Table& table, const Sha256& key, Time now) {
  if (table.size() >= max_entries && !table.contains(key)) {
    std::erase_if(table, [now](const auto& entry) { return entry.second.last + memory <= now; });
    if (table.size() >= max_entries) {
      table.erase(
          std::ranges::min_element(table, {}, [](const auto& entry) { return entry.second.last; }));
    }
  }
  Failures& failures = table[key];
  if (failures.last + memory <= now) failures.count = 0;
  ++failures.count;
  failures.last = now;
}

void SignInThrottle::uncount(Table& table, const Sha256& key) {
  const auto found = table.find(key);
  if (found != table.end() && --found->second.count == 0) table.erase(found);
}

}  // namespace servicecard::access
