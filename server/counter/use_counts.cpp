#include "server/counter/use_counts.h"

#include <variant>

#include "server/store/redemptions.h"

namespace servicecard::counter {
namespace {

std::string key_of(std::int64_t person, std::string_view service, CivilDate period_from) {
  std::string key = std::to_string(person);
  key.append(" ").append(period_from.str()).append(" ").append(service);
  return key;
}

}  // namespace

UseCounts::UseCounts(store::Store& store, Time now) {
  store.observe([this](std::span<const store::Event> events) { apply(events); });
  store.read([&](store::Snapshot& snapshot) {
    const std::scoped_lock lock(mutex_);
    store::redemptions::for_each_count(snapshot, day_of(now),
                                       [this](const store::UsesCounted& counted) { put(counted); });
  });
}

int UseCounts::used(std::int64_t person, std::string_view service, CivilDate period_from) const {
  const std::string key = key_of(person, service, period_from);
  const std::scoped_lock lock(mutex_);
  const auto found = counts_.find(key);
  return found == counts_.end() ? 0 : found->second;
}

void UseCounts::apply(std::span<const store::Event> events) {
  const std::scoped_lock lock(mutex_);
  for (const store::Event& event : events) {
    if (const auto* counted = std::get_if<store::UsesCounted>(&event)) put(*counted);
  }
}

void UseCounts::put(const store::UsesCounted& counted) {
  const std::string key = key_of(counted.person_id, counted.service, counted.period_from);
  if (counted.uses == 0) {
    counts_.erase(key);
  } else {
    counts_.insert_or_assign(key, counted.uses);
  }
}

}  // namespace servicecard::counter
