#include "server/counter/use_error.h"

namespace servicecard::counter {

std::string_view to_string(UseError error) {
  switch (error) {
    case UseError::no_such_verification:
      return "no-such-verification";
    case UseError::no_such_redemption:
      return "no-such-redemption";
    case UseError::no_such_card:
      return "no-such-card";
    case UseError::no_such_receipt:
      return "no-such-receipt";
    case UseError::verification_not_valid:
      return "verification-not-valid";
    case UseError::verification_too_old:
      return "verification-too-old";
    case UseError::partner_not_contracted:
      return "partner-not-contracted";
    case UseError::no_such_service:
      return "no-such-service";
    case UseError::no_such_site:
      return "no-such-site";
    case UseError::card_not_valid:
      return "card-not-valid";
    case UseError::not_entitled:
      return "not-entitled";
    case UseError::not_for_them:
      return "not-for-them";
    case UseError::quota_used:
      return "quota-used";
    case UseError::key_reused:
      return "idempotency-key-reused";
    case UseError::noted_before:
      return "outcome-noted-before";
    case UseError::voided_before:
      return "voided-before";
    case UseError::too_late:
      return "too-late-to-void";
    case UseError::note_needed:
      return "note-needed";
    case UseError::bad_note:
      return "bad-note";
    case UseError::bad_reason:
      return "bad-reason";
    case UseError::cannot_sign:
      return "cannot-sign";
  }
  return {};
}

}  // namespace servicecard::counter
