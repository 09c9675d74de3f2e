#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// How often holders have used services that have a quota, in memory: so that a verdict can say
/// what is left. A use itself decides in its own transaction. Follows the store as `CardMemory`
/// does. Safe to use from several threads.
class UseCounts {
 public:
  /// Reads the periods that `now` lies in, and later ones. To be made before the store's first
  /// change; the store must not change any more when this goes.
  UseCounts(store::Store& store, Time now);
  UseCounts(const UseCounts&) = delete;
  UseCounts& operator=(const UseCounts&) = delete;
  ~UseCounts() = default;

  /// In the period of the service's quota that begins on that day.
  [[nodiscard]] int used(std::int64_t person, std::string_view service,
                         CivilDate period_from) const;

 private:
  void apply(std::span<const store::Event> events);
  void put(const store::UsesCounted& counted);

  mutable std::mutex mutex_;
  std::unordered_map<std::string, int> counts_;
};

}  // namespace servicecard::counter
