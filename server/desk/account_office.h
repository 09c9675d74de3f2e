#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/crypto/random_source.h"
#include "keys/data_key.h"
#include "server/access/actor.h"
#include "server/access/alarms.h"
#include "server/access/password.h"
#include "server/access/sessions.h"
#include "server/access/sign_in_throttle.h"
#include "server/access/standing.h"
#include "server/desk/desk.h"
#include "server/store/actors.h"
#include "server/store/store.h"

namespace servicecard::desk {

/// What accounts are made, opened and closed with. Who acts at the desk otherwise has none of it.
struct AccountOffice {
  store::Store& store;
  RandomSource& random;
  access::PasswordHasher& passwords;
  access::Sessions& sessions;
  access::SignInThrottle& throttle;
  access::Alarms& alarms;
  keys::Sealer totp_sealer;
  keys::KeyedHash recovery_hash;
  std::string issuer;                           ///< as authenticators show it
  std::vector<access::Role> second_factor_for;  ///< roles that cannot do without
  FakeRecords fakes = FakeRecords::refused;     ///< which the pages say above all they show
};

[[nodiscard]] access::Actor actor_of(const store::ActorRow& account);

[[nodiscard]] bool needs_second_factor(const AccountOffice& office, access::Role role);
[[nodiscard]] access::Standing standing_of(const AccountOffice& office,
                                           const store::ActorRow& account);

/// A leaf about an account; `more` joins its name and role.
void journal_account(store::Transaction& transaction, const access::Act& act,
                     const std::string& kind, const store::ActorRow& account,
                     const json::object& more = {});

/// Where an account of a partner's counter sits.
struct CounterSeat {
  std::string partner;
  std::optional<std::string> site;
};

/// Whose session has that secret, at this epoch of the account; nothing for any other.
struct SessionHolder {
  access::Actor actor;
  access::Session session;
  access::Standing standing = access::Standing::password_change_needed;
  std::optional<CounterSeat> seat{};  ///< none for an account of the desk
};
[[nodiscard]] std::optional<SessionHolder> find_session(const AccountOffice& office,
                                                        std::string_view secret, Time now);

/// An account, and the one session of it that is left after its credentials have changed.
struct RenewedSession {
  store::ActorRow account;
  access::OpenedSession opened;
};
[[nodiscard]] RenewedSession renew_session(const AccountOffice& office, store::ActorRow account,
                                           const access::Session& before, Time now);

}  // namespace servicecard::desk
