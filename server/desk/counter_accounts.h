#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "server/desk/actors.h"

/// The accounts of a partner's counter, as the administrator sees to them. They sign in as
/// everybody does, and then ask about cards for their partner alone.
namespace servicecard::desk {

struct NewCounterAccount {
  std::string partner;
  std::string name;
  std::optional<std::string> site;  ///< one of the partner's, where the account asks from
};

[[nodiscard]] std::vector<store::ActorRow> list_counter_accounts(const AccountOffice& office,
                                                                 const std::string& partner);
[[nodiscard]] std::expected<ActorWithPassword, ActorError> add_counter_account(
    const AccountOffice& office, const access::Act& act, const NewCounterAccount& account);

/// Whether that is an account of that partner's counter.
[[nodiscard]] bool is_counter_account(const AccountOffice& office, const std::string& partner,
                                      std::int64_t id);

/// A password in the place of one that was forgotten. Takes the second factor away as well, for
/// whom the authenticator is lost, and ends the account's sessions.
[[nodiscard]] std::expected<ActorWithPassword, ActorError> reset_counter_account(
    const AccountOffice& office, const access::Act& act, std::int64_t id);

}  // namespace servicecard::desk
