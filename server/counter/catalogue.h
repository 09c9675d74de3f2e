#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// The services that there are: those of the county's policy in force. In memory; follows the store
/// as `CardMemory` does. Safe to use from several threads.
class Catalogue {
 public:
  /// To be made before the store's first change; the store must not change any more when this goes.
  explicit Catalogue(store::Store& store);
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;
  ~Catalogue() = default;

  /// The highest version in force on that day; null where there is none.
  [[nodiscard]] std::shared_ptr<const Policy> policy_on(CivilDate day) const;

 private:
  void apply(std::span<const store::Event> events);
  void add(const std::string& document);

  mutable std::mutex mutex_;
  std::string chosen_;  // the `id` of the county's policy
  std::vector<std::shared_ptr<const Policy>> policies_;
};

/// The catalogue of a policy as partners' programs read it (docs/offline-pack.md); an empty one for
/// null.
[[nodiscard]] std::string catalogue_json(const Policy* policy);

}  // namespace servicecard::counter
