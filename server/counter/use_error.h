#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/credential/verdict.h"

namespace servicecard::counter {

/// Why a use, a refusal or an outcome was not recorded or voided. Nothing changed.
enum class UseError : std::uint8_t {
  no_such_verification,  ///< none of that partner's
  no_such_redemption,    ///< none of that partner's, or of that card
  no_such_card,
  no_such_receipt,
  verification_not_valid,  ///< the card was not found valid
  verification_too_old,    ///< check the card again
  partner_not_contracted,
  no_such_service,  ///< none of the catalogue's in the partner's sector
  no_such_site,     ///< none of the partner's that is open
  card_not_valid,   ///< any more: the verdict says why
  not_entitled,     ///< the card does not have the service
  not_for_them,     ///< the service is not for that relation of the holder
  quota_used,
  key_reused,    ///< the key stood for another request
  noted_before,  ///< the verification has another outcome already
  voided_before,
  too_late,     ///< the partner's time to void is over: the desk can
  note_needed,  ///< the reason `other` says nothing alone
  bad_note,     ///< over 200 characters, or not one line
  bad_reason,   ///< empty, over 200 characters, or not one line
  cannot_sign,  ///< no key signs receipts now
};

/// `"quota-used"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(UseError error);

struct UseRefusal {
  UseError error = UseError::no_such_verification;
  std::optional<Verdict> verdict{};  ///< of the card, with `card_not_valid`
};

}  // namespace servicecard::counter
