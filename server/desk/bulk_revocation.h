#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cardlib/identity/uscc.h"
#include "cardlib/lifecycle/reason_code.h"
#include "server/access/actor.h"
#include "server/desk/card_error.h"
#include "server/desk/cards.h"
#include "server/desk/desk.h"
#include "server/desk/run.h"

namespace servicecard::desk {

/// Which cards: by their numbers, all live ones of an enterprise, or all live ones with a
/// credential that a key signed.
struct ByNumbers {
  std::vector<std::string> numbers;  ///< as they were given; bad ones are reported, not fatal
};
struct ByEnterprise {
  Uscc enterprise;
};
struct ByKey {
  std::string kid;
};
using CardChoice = std::variant<ByNumbers, ByEnterprise, ByKey>;

enum class BulkAction : std::uint8_t { revoke, skip };

/// What was or would be done with one card.
struct BulkItem {
  std::string number;
  std::optional<ShownState> state;  ///< before; nothing for a number that is no card's
  BulkAction action = BulkAction::skip;
  std::optional<CardError> why;  ///< it is skipped
};

/// A live card, which can be revoked.
[[nodiscard]] BulkItem item_of(const store::Card& live, Time now);

/// Revokes all that can be, in one transaction with a leaf for each. Cards that cannot be are
/// skipped and named.
[[nodiscard]] std::vector<BulkItem> revoke_cards(const Desk& desk, const access::Act& act,
                                                 const CardChoice& choice, ReasonCode reason,
                                                 const std::string& note, Run run);

}  // namespace servicecard::desk
