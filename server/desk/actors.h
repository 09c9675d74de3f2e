#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "server/access/actor.h"
#include "server/desk/account_office.h"
#include "server/store/actors.h"

/// Who may act at the desk, as the administrator sees to it. An administrator never holds another's
/// key without a trace: a password made for somebody else opens nothing but its own change.
namespace servicecard::desk {

/// The name that stands in the journal where the program itself acted; no account has it.
inline constexpr std::string_view system_name = "system";

enum class ActorError {
  bad_name,    ///< empty, over 40 characters, with control characters, or `system`
  name_taken,  ///< somebody has that name, or had it: names are never given twice
  no_such_actor,
  disabled_already,
  not_disabled,
  own_account,       ///< one's own account is for `own_password.h`, and stays open
  no_second_factor,  ///< there is none to take away
  no_such_partner,   ///< whose counter's account it would be
  no_such_site,      ///< that partner has no open site of that code
  busy,              ///< too many passwords are being hashed
};

/// `"name-taken"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(ActorError error);

/// An account and the password just made for it, shown this once; only its hash is kept.
struct ActorWithPassword {
  store::ActorRow actor;
  std::string password;
};

[[nodiscard]] std::vector<store::ActorRow> list_actors(const AccountOffice& office);
[[nodiscard]] std::expected<ActorWithPassword, ActorError> add_actor(const AccountOffice& office,
                                                                     const access::Act& act,
                                                                     const std::string& name,
                                                                     access::Role role);
/// A password in the place of one that was forgotten. Ends the sessions of the account.
[[nodiscard]] std::expected<ActorWithPassword, ActorError> reset_password(
    const AccountOffice& office, const access::Act& act, std::int64_t id);
/// For whom the authenticator and the recovery codes are lost. Ends the sessions of the account.
[[nodiscard]] std::expected<store::ActorRow, ActorError> clear_second_factor(
    const AccountOffice& office, const access::Act& act, std::int64_t id);
/// Ends sessions and tokens; nothing opens the account any more.
[[nodiscard]] std::expected<store::ActorRow, ActorError> disable_actor(const AccountOffice& office,
                                                                       const access::Act& act,
                                                                       std::int64_t id);
/// With the password it had; its tokens stay revoked.
[[nodiscard]] std::expected<store::ActorRow, ActorError> enable_actor(const AccountOffice& office,
                                                                      const access::Act& act,
                                                                      std::int64_t id);

/// For the one who holds the machine: a new password for whoever is locked out, an administrator
/// too, and the second factor taken away.
[[nodiscard]] std::expected<ActorWithPassword, ActorError> reset_account(
    const AccountOffice& office, const std::string& name, Time now);

}  // namespace servicecard::desk
