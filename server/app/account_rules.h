#pragma once

#include <vector>

#include "server/access/password.h"
#include "server/access/role.h"
#include "server/access/sessions.h"

namespace servicecard::app {

/// How accounts are opened.
struct AccountRules {
  std::vector<access::Role> second_factor_for{};  ///< roles that cannot do without
  access::SessionLimits sessions{};
  access::PasswordCost password_cost{};
};

/// Whom a production server does not let in by a password alone, where it is not told otherwise.
[[nodiscard]] inline std::vector<access::Role> careful_roles() {
  return {access::Role::approver, access::Role::administrator};
}

}  // namespace servicecard::app
