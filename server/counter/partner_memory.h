#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// Who asks: a partner's program, by its API key.
struct KeyHolder {
  std::string partner;
  std::int64_t key = 0;
};

/// How things stand between the county and a partner on a day.
enum class ContractState : std::uint8_t {
  in_force,
  none,       ///< never signed
  not_begun,  ///< its first day is to come
  ended,      ///< its last day is over
  suspended,
};

[[nodiscard]] ContractState contract_state(const store::Partner& partner, Time now);

/// Partners and their API keys, in memory; follows the store as `CardMemory` does. Safe to use from
/// several threads.
class PartnerMemory {
 public:
  /// To be made before the store's first change; the store must not change any more when this goes.
  explicit PartnerMemory(store::Store& store);
  PartnerMemory(const PartnerMemory&) = delete;
  PartnerMemory& operator=(const PartnerMemory&) = delete;
  ~PartnerMemory() = default;

  /// By the SHA-256 of an API key; nothing for one that is unknown or revoked.
  [[nodiscard]] std::optional<KeyHolder> find_key(const Sha256& hash) const;
  /// Null where there is none.
  [[nodiscard]] std::shared_ptr<const store::Partner> find(const std::string& id) const;

 private:
  void apply(std::span<const store::Event> events);
  void put(const store::Partner& partner);
  void put(const store::PartnerKey& key);

  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const store::Partner>> partners_;
  std::map<Sha256, KeyHolder> keys_;
};

}  // namespace servicecard::counter
