#include "server/desk/card_error.h"

#include <utility>

namespace servicecard::desk {

std::string_view to_string(CardError error) {
  switch (error) {
    case CardError::no_such_card:
      return "no-such-card";
    case CardError::empty_reason:
      return "empty-reason";
    case CardError::already_so:
      return "already-so";
    case CardError::not_released:
      return "not-released";
    case CardError::wrong_state:
      return "wrong-state";
    case CardError::final_state:
      return "final-state";
    case CardError::expired:
      return "expired";
    case CardError::approver_needed:
      return "approver-needed";
    case CardError::no_policy:
      return "no-policy";
    case CardError::contract_ended:
      return "contract-ended";
    case CardError::printed_too_long:
      return "printed-too-long";
    case CardError::cannot_sign:
      return "cannot-sign";
    case CardError::daily_cap:
      return "daily-cap-reached";
    case CardError::no_token:
      return "no-token";
    case CardError::bad_proof:
      return "bad-proof";
    case CardError::stale_challenge:
      return "stale-challenge";
  }
  return {};
}

CardError card_error_of(IllegalMove move) {
  switch (move) {
    case IllegalMove::already_so:
      return CardError::already_so;
    case IllegalMove::not_released:
      return CardError::not_released;
    case IllegalMove::wrong_state:
      return CardError::wrong_state;
    case IllegalMove::final_state:
      return CardError::final_state;
  }
  std::unreachable();
}

}  // namespace servicecard::desk
