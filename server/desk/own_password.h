#pragma once

#include <expected>
#include <string>

#include "server/desk/account_office.h"
#include "server/desk/security_error.h"

namespace servicecard::desk {

/// Wants the present password again. Ends every session of the account; the one that asked is
/// opened anew.
[[nodiscard]] std::expected<RenewedSession, SecurityRefusal> change_password(
    const AccountOffice& office, const access::Act& act, const access::Session& session,
    const std::string& current, const std::string& next);

}  // namespace servicecard::desk
