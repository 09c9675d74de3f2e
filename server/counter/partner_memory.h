#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/verification_key.h"
#include "cardlib/identity/civil_date.h"
#include "server/counter/caller.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// How things stand between the county and a partner on a day.
enum class ContractState : std::uint8_t {
  in_force,
  none,       ///< never signed
  not_begun,  ///< its first day is to come
  ended,      ///< its last day is over
  suspended,
};

[[nodiscard]] ContractState contract_state(const store::Partner& partner, Time now);

/// Whether the partner may ask from there: from anywhere, until it has sites.
[[nodiscard]] bool has_open_site(const store::Partner& partner, std::string_view code);

/// A partner's own key, by which it signs who it is.
struct ClientKey {
  AdmittedCaller holder;
  VerificationKey key;
};

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
  [[nodiscard]] std::optional<AdmittedCaller> find_key(const Sha256& hash) const;
  /// By its thumbprint (RFC 7638); nothing for one that is unknown or revoked.
  [[nodiscard]] std::optional<ClientKey> find_client_key(const Sha256& thumbprint) const;
  /// Whether that key may follow changes still, and its partner's contract is in force.
  [[nodiscard]] bool may_follow(const Caller& caller, Time now) const;
  /// Null where there is none.
  [[nodiscard]] std::shared_ptr<const store::Partner> find(const std::string& id) const;

 private:
  void apply(std::span<const store::Event> events);
  void put(const store::Partner& partner);
  void put(const store::PartnerKey& key);

  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const store::Partner>> partners_;
  std::map<Sha256, AdmittedCaller> keys_;
  std::map<Sha256, ClientKey> client_keys_;
};

}  // namespace servicecard::counter
