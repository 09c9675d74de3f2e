#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/codec/names.h"

namespace servicecard::access {

/// What an account may do. Every role but the counter's reads the desk's records.
enum class Role : std::uint8_t {
  clerk,          ///< 经办: enters records and applications, checks them, acts at the loss desk
  approver,       ///< 审批: checks or approves, issues, takes cards away
  auditor,        ///< 审计: reads everything, changes nothing
  administrator,  ///< 管理员: actors, partners, keys, policy; can neither approve nor issue
  counter,        ///< 窗口: asks about cards for a partner, and has no business at the desk
};

inline constexpr std::array desk_roles = {Role::clerk, Role::approver, Role::auditor,
                                          Role::administrator};
inline constexpr std::array all_roles = {Role::clerk, Role::approver, Role::auditor,
                                         Role::administrator, Role::counter};

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
    case Role::counter:
      return "counter";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<Role> parse_role(std::string_view name) {
  return find_by_name(all_roles, name);
}

/// One of the desk's.
[[nodiscard]] constexpr std::optional<Role> parse_desk_role(std::string_view name) {
  return find_by_name(desk_roles, name);
}

}  // namespace servicecard::access
