#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/eligibility/service.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/card_number.h"
#include "server/access/actor.h"
#include "server/counter/office.h"
#include "server/counter/use_error.h"
#include "server/store/redemptions.h"

/// 使用登记: the use of a service by a card at a partner.
namespace servicecard::counter {

/// Until then the partner itself can void what it recorded.
inline constexpr std::chrono::minutes voidable_for{30};

struct UseRequest {
  std::string key;  ///< the partner's own name for it: the same again counts once
  std::int64_t verification = 0;
  std::string service;  ///< code of the catalogue
  Beneficiary beneficiary = Beneficiary::self;
  std::optional<std::string> site;  ///< nothing: where the card was checked
};

enum class Recorded : std::uint8_t {
  now,
  before,  ///< by an earlier request of that key
};

/// A use as partners and the desk see it.
struct UseView {
  store::Redemption redemption;
  BilingualText service_name;
  std::optional<int> used;  ///< in its period, by all of the holder's cards at all partners
  Recorded recorded = Recorded::before;

  /// Until when its partner can void it.
  [[nodiscard]] Time voidable_until() const { return redemption.entry.recorded_at + voidable_for; }
};

[[nodiscard]] UseView view_of(store::Reader& reader, const Catalogue& catalogue,
                              store::Redemption redemption, Recorded recorded);

using UseResult = std::expected<UseView, UseRefusal>;

/// Decides in its own transaction, whatever a verdict said before: the card is valid, has the
/// service, and of its quota something is left, across all partners and all cards of the holder.
[[nodiscard]] UseResult redeem(const Office& office, const Caller& caller,
                               const UseRequest& request, Time now);

/// Its place in the quota is free again.
[[nodiscard]] UseResult void_own_use(const Office& office, const Caller& caller, std::int64_t id,
                                     const std::string& reason, Time now);
/// By the desk, at any time.
[[nodiscard]] UseResult void_use(const Office& office, const access::Act& act,
                                 const CardNumber& card, std::int64_t id,
                                 const std::string& reason);

/// Another partner's is `no_such_redemption`.
[[nodiscard]] UseResult show_own_use(const Office& office, const Caller& caller, std::int64_t id);
/// Newest first; `since` by when they were recorded.
[[nodiscard]] std::vector<UseView> list_own_uses(const Office& office, const Caller& caller,
                                                 std::optional<Time> since, store::Page page);
/// By the code that is printed on it, spaces, hyphens and case aside.
[[nodiscard]] UseResult find_receipt(const Office& office, const std::string& code);

}  // namespace servicecard::counter
