#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/store/actors.h"

/// Who may act at the desk: accounts, each with one bearer token.
namespace servicecard::desk {

/// The name that stands in the journal where the program itself acted; no account has it.
inline constexpr std::string_view system_name = "system";

enum class ActorError {
  bad_name,    ///< empty, over 40 characters, with control characters, or `system`
  name_taken,  ///< somebody has that name, or had it: names are never given twice
  no_such_actor,
  disabled_already,
  own_account,  ///< nobody takes his own token away, so that one administrator is left
};

/// `"name-taken"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(ActorError error);

/// An account just made. The token is shown this once; only its hash is kept.
struct NewActor {
  store::ActorRow actor;
  std::string token;
};

[[nodiscard]] std::vector<store::ActorRow> list_actors(const Desk& desk);
[[nodiscard]] std::expected<NewActor, ActorError> add_actor(const Desk& desk,
                                                            const access::Act& act,
                                                            const std::string& name,
                                                            access::Role role);
/// From then on the token opens nothing.
[[nodiscard]] std::expected<store::ActorRow, ActorError> disable_actor(const Desk& desk,
                                                                       const access::Act& act,
                                                                       std::int64_t id);

/// Whose token has that hash; nothing where nobody's, or the account is disabled.
[[nodiscard]] std::optional<access::Actor> actor_with_token(const Desk& desk,
                                                            const Sha256& token_hash);

}  // namespace servicecard::desk
