#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/codec/names.h"

namespace servicecard::access {

/// What an actor of the desk may do. Every role reads the desk's records.
enum class Role : std::uint8_t {
  clerk,          ///< 经办: enters records and applications, checks them, acts at the loss desk
  approver,       ///< 审批: checks or approves, issues, takes cards away
  auditor,        ///< 审计: reads everything, changes nothing
  administrator,  ///< 管理员: actors, partners, keys, policy; can neither approve nor issue
};

inline constexpr std::array all_roles = {Role::clerk, Role::approver, Role::auditor,
                                         Role::administrator};

/// The name in the API, the database and the journal.
[[nodiscard]] constexpr std::string_view to_string(Role role) {
  switch (role) {
    case Role::clerk:
      return "clerk";
    case Role::approver:
      return "approver";
    case Role::auditor:
      return "auditor";
    case Role::administrator:
      return "administrator";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<Role> parse_role(std::string_view name) {
  return find_by_name(all_roles, name);
}

}  // namespace servicecard::access
