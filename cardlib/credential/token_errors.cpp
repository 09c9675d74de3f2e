#include "cardlib/credential/token_errors.h"

#include <utility>

namespace servicecard {

Refusal refusal_of(WalletTokenError error) {
  switch (error) {
    case WalletTokenError::bad_sd_jwt:
      return Refusal::malformed;
    case WalletTokenError::no_kid:
      return Refusal::bad_header;
    case WalletTokenError::wrong_type:
      return Refusal::wrong_type;
    case WalletTokenError::missing_claim:
      return Refusal::missing_claim;
    case WalletTokenError::unknown_claim:
      return Refusal::unknown_claim;
    case WalletTokenError::bad_claim:
      return Refusal::bad_claim;
    case WalletTokenError::bad_time:
      return Refusal::bad_time;
    case WalletTokenError::bad_status:
      return Refusal::bad_status;
    case WalletTokenError::bad_holder_key:
      return Refusal::bad_holder_key;
    case WalletTokenError::unexpected_key_binding:
      return Refusal::unexpected_key_binding;
    case WalletTokenError::bad_signature:
      return Refusal::wrong_signature;
  }
  std::unreachable();
}

Refusal refusal_of(PrintedTokenError error) {
  switch (error) {
    case PrintedTokenError::too_long:
      return Refusal::too_large;
    case PrintedTokenError::malformed:
      return Refusal::malformed;
    case PrintedTokenError::wrong_tag:
      return Refusal::wrong_tag;
    case PrintedTokenError::bad_header:
      return Refusal::bad_header;
    case PrintedTokenError::unknown_claim:
      return Refusal::unknown_claim;
    case PrintedTokenError::bad_claim:
      return Refusal::bad_claim;
    case PrintedTokenError::unknown_sector:
      return Refusal::unknown_sector;
    case PrintedTokenError::bad_signature:
      return Refusal::wrong_signature;
  }
  std::unreachable();
}

Refusal refusal_of(sc1::Error error) {
  switch (error) {
    case sc1::Error::too_long:
      return Refusal::too_large;
    case sc1::Error::bad_prefix:
    case sc1::Error::bad_character:
    case sc1::Error::non_canonical:
      return Refusal::bad_text;
  }
  std::unreachable();
}

Refusal refusal_of(KeyBindingError error) {
  switch (error) {
    case KeyBindingError::missing:
      return Refusal::key_binding_missing;
    case KeyBindingError::wrong_type:
      return Refusal::key_binding_wrong_type;
    case KeyBindingError::bad_signature:
      return Refusal::key_binding_bad_signature;
    case KeyBindingError::bad_claim:
      return Refusal::key_binding_bad_claim;
    case KeyBindingError::wrong_hash:
      return Refusal::key_binding_wrong_hash;
    case KeyBindingError::wrong_audience:
      return Refusal::key_binding_wrong_audience;
    case KeyBindingError::wrong_nonce:
      return Refusal::key_binding_wrong_nonce;
    case KeyBindingError::wrong_time:
      return Refusal::key_binding_wrong_time;
  }
  std::unreachable();
}

std::optional<Refusal> refusal_of(CardStatus status) {
  switch (status) {
    case CardStatus::active:
      return std::nullopt;
    case CardStatus::lost:
      return Refusal::lost;
    case CardStatus::suspended:
      return Refusal::suspended;
    case CardStatus::revoked:
      return Refusal::revoked;
    case CardStatus::superseded:
      return Refusal::superseded;
    case CardStatus::no_such_reference:
      return Refusal::no_such_reference;
    case CardStatus::other_token:
      return Refusal::other_token;
    case CardStatus::not_listed:
      return Refusal::not_listed;
    case CardStatus::unknown_value:
      return Refusal::unknown_value;
    case CardStatus::list_expired:
      return Refusal::list_expired;
    case CardStatus::list_too_old:
      return Refusal::list_too_old;
    case CardStatus::pack_expired:
      return Refusal::pack_expired;
    case CardStatus::clock_set_back:
      return Refusal::clock_set_back;
    case CardStatus::feed_silent:
      return Refusal::feed_silent;
  }
  std::unreachable();
}

}  // namespace servicecard
