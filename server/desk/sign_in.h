#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "server/desk/account_office.h"

namespace servicecard::desk {

/// Who wants in, and from where.
struct SignInRequest {
  std::string name;
  std::string password;
  std::optional<std::string> code{};  ///< of the authenticator, or a recovery code
  std::string address{};              ///< empty in process
  std::string agent{};                ///< what the browser calls itself
};

enum class SignInError : std::uint8_t {
  refused,      ///< no such account, disabled, wrong password or code: nobody learns which
  code_needed,  ///< the password is right
  too_early,    ///< after too many failures
  busy,         ///< too many passwords are being hashed
};

/// `"sign-in-failed"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(SignInError error);

struct SignInRefusal {
  SignInError error;
  std::chrono::seconds wait{};  ///< until the next attempt, where it came too early
};

/// Opens a session. An account that is not there takes as long as a wrong password. A leaf says
/// who signed in; failures leave none, and where they are many, raise an alarm.
[[nodiscard]] std::expected<RenewedSession, SignInRefusal> sign_in(const AccountOffice& office,
                                                                   const SignInRequest& request,
                                                                   Time now);

}  // namespace servicecard::desk
