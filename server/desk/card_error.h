#pragma once

#include <string_view>

#include "cardlib/lifecycle/card_state.h"

namespace servicecard::desk {

/// Why an act on a card was refused. Nothing changed.
enum class CardError {
  no_such_card,
  empty_reason,      ///< a reason that says nothing
  already_so,        ///< the card is in that state
  not_released,      ///< the card is still being made
  wrong_state,       ///< its state does not allow that
  final_state,       ///< revoked and superseded cards never move
  expired,           ///< a new application is needed, not a replacement
  approver_needed,   ///< a clerk can end a loss, not a suspension
  no_policy,         ///< no policy is in force
  contract_ended,    ///< of the person
  printed_too_long,  ///< the names do not fit into the printed code
  cannot_sign,       ///< no key may sign now
  daily_cap,         ///< the account has issued as many today as one may
  no_token,          ///< the card has no such token yet
  bad_proof,         ///< the holder did not prove to have the key
  stale_challenge,   ///< the nonce is not ours, too old, or was used
};

/// `"no-such-card"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(CardError error);

/// Why a card does not move, as an act on it says it.
[[nodiscard]] CardError card_error_of(IllegalMove move);

}  // namespace servicecard::desk
