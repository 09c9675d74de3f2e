#include "server/desk/security_error.h"

namespace servicecard::desk {

std::string_view to_string(SecurityError error) {
  switch (error) {
    case SecurityError::wrong_password:
      return "wrong-password";
    case SecurityError::wrong_code:
      return "wrong-code";
    case SecurityError::busy:
      return "busy";
    case SecurityError::no_second_factor:
      return "no-second-factor";
    case SecurityError::second_factor_already:
      return "second-factor-already";
    case SecurityError::second_factor_kept:
      return "second-factor-kept";
    case SecurityError::bad_label:
      return "bad-label";
    case SecurityError::bad_expiry:
      return "bad-expiry";
    case SecurityError::too_many_tokens:
      return "too-many-tokens";
    case SecurityError::no_such_token:
      return "no-such-token";
    case SecurityError::no_such_session:
      return "no-such-session";
  }
  return {};
}

}  // namespace servicecard::desk
