#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "cardlib/identity/civil_date.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// When each key was used last, to the minute: noted in memory, where it costs next to nothing, and
/// written down together. What was not written when the machine fails is lost. Safe to use from
/// several threads.
class KeyUses {
 public:
  void note(std::int64_t key, Time now);

  /// Hands what is new to the store's writer, without waiting. The store outlives that.
  void write(store::Store& store);

 private:
  std::mutex mutex_;
  std::map<std::int64_t, Time> noted_;  // by key, the minute's beginning
  std::map<std::int64_t, Time> unwritten_;
};

}  // namespace servicecard::counter
