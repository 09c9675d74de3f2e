#pragma once

#include <chrono>
#include <string_view>
#include <variant>

#include "server/access/password_rules.h"

namespace servicecard::desk {

/// Why somebody cannot change what opens his own account.
enum class SecurityError {
  wrong_password,
  wrong_code,
  busy,                   ///< too many passwords are being hashed
  no_second_factor,       ///< there is none, or none proposed
  second_factor_already,  ///< the confirmed one is to be taken away first
  second_factor_kept,     ///< the role demands it
  bad_label,              ///< empty, over 80 characters, or with control characters
  bad_expiry,             ///< not in the future, or more than 366 days away
  too_many_tokens,        ///< 20 are in use
  no_such_token,
  no_such_session,
};

/// `"wrong-code"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(SecurityError error);

/// Too many wrong passwords or codes: to be tried again after this.
struct TooEarly {
  std::chrono::seconds wait{};
};

using SecurityRefusal = std::variant<SecurityError, TooEarly, access::PasswordError>;

}  // namespace servicecard::desk
