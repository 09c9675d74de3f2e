#pragma once

#include <cstdint>
#include <string>

#include "cardlib/identity/civil_date.h"
#include "server/access/role.h"

namespace servicecard::access {

/// A person of the desk, known by name in every record of what was done.
struct Actor {
  std::int64_t id = 0;
  std::string name;
  Role role = Role::auditor;
};

/// Who acts, and when: the first argument of everything that changes something.
struct Act {
  Actor actor;
  Time now;
};

}  // namespace servicecard::access
