#include "server/desk/actors.h"

#include <utility>

#include "server/desk/one_time_password.h"
#include "server/store/access_tokens.h"
#include "server/store/second_factors.h"

namespace servicecard::desk {
namespace {

using store::ActorRow;
using store::Transaction;

ActorRow reread(Transaction& transaction, std::int64_t id) {
  return store::actors::find(transaction, id).value();
}

// Another's account: `change(transaction, account)` does what is asked, or says why not.
template <class Change>
std::expected<ActorRow, ActorError> change_actor(const AccountOffice& office,
                                                 const access::Act& act, std::int64_t id,
                                                 const char* kind, Change change) {
  using Result = std::expected<ActorRow, ActorError>;
  Result changed = office.store.write([&](Transaction& transaction) -> Result {
    if (!store::actors::find(transaction, id)) return std::unexpected(ActorError::no_such_actor);
    if (id == act.actor.id) return std::unexpected(ActorError::own_account);
    if (const auto error = change(transaction)) return std::unexpected(*error);
    ActorRow actor = reread(transaction, id);
    journal_account(transaction, act, kind, actor);
    return actor;
  });
  if (changed) office.sessions.end_all(id);
  return changed;
}

}  // namespace

std::string_view to_string(ActorError error) {
  switch (error) {
    case ActorError::bad_name:
      return "bad-name";
    case ActorError::name_taken:
      return "name-taken";
    case ActorError::no_such_actor:
      return "no-such-actor";
    case ActorError::disabled_already:
      return "disabled-already";
    case ActorError::not_disabled:
      return "not-disabled";
    case ActorError::own_account:
      return "own-account";
    case ActorError::no_second_factor:
      return "no-second-factor";
    case ActorError::no_such_partner:
      return "no-such-partner";
    case ActorError::no_such_site:
      return "no-such-site";
    case ActorError::busy:
      return "busy";
  }
  return {};
}

std::vector<ActorRow> list_actors(const AccountOffice& office) {
  return office.store.read([](store::Snapshot& snapshot) { return store::actors::list(snapshot); });
}

std::expected<ActorWithPassword, ActorError> add_actor(const AccountOffice& office,
                                                       const access::Act& act,
                                                       const std::string& name, access::Role role) {
  if (!is_account_name(name)) return std::unexpected(ActorError::bad_name);
  const auto password = make_one_time_password(office);
  if (!password) return std::unexpected(ActorError::busy);
  using Result = std::expected<ActorWithPassword, ActorError>;
  return office.store.write([&](Transaction& transaction) -> Result {
    const auto id = store::actors::add(transaction, name, to_string(role), act.now);
    if (!id) return std::unexpected(ActorError::name_taken);
    put_one_time(transaction, *id, *password, act.now);
    ActorWithPassword added{.actor = reread(transaction, *id), .password = password->text};
    journal_account(transaction, act, "actor.added", added.actor);
    return added;
  });
}

std::expected<ActorWithPassword, ActorError> reset_password(const AccountOffice& office,
                                                            const access::Act& act,
                                                            std::int64_t id) {
  const auto password = make_one_time_password(office);
  if (!password) return std::unexpected(ActorError::busy);
  auto actor = change_actor(office, act, id, "actor.password_reset",
                            [&](Transaction& transaction) -> std::optional<ActorError> {
                              put_one_time(transaction, id, *password, act.now);
                              store::actors::begin_epoch(transaction, id);
                              return std::nullopt;
                            });
  if (!actor) return std::unexpected(actor.error());
  return ActorWithPassword{.actor = *std::move(actor), .password = password->text};
}

std::expected<ActorRow, ActorError> clear_second_factor(const AccountOffice& office,
                                                        const access::Act& act, std::int64_t id) {
  return change_actor(office, act, id, "actor.second_factor_cleared",
                      [&](Transaction& transaction) -> std::optional<ActorError> {
                        if (!store::second_factors::remove(transaction, id)) {
                          return ActorError::no_second_factor;
                        }
                        store::actors::begin_epoch(transaction, id);
                        return std::nullopt;
                      });
}

std::expected<ActorRow, ActorError> disable_actor(const AccountOffice& office,
                                                  const access::Act& act, std::int64_t id) {
  return change_actor(office, act, id, "actor.disabled",
                      [&](Transaction& transaction) -> std::optional<ActorError> {
                        if (!store::actors::disable(transaction, id, act.now)) {
                          return ActorError::disabled_already;
                        }
                        store::access_tokens::revoke_all(transaction, id, act.now);
                        return std::nullopt;
                      });
}

std::expected<ActorRow, ActorError> enable_actor(const AccountOffice& office,
                                                 const access::Act& act, std::int64_t id) {
  return change_actor(office, act, id, "actor.enabled",
                      [&](Transaction& transaction) -> std::optional<ActorError> {
                        if (store::actors::enable(transaction, id)) return std::nullopt;
                        return ActorError::not_disabled;
                      });
}

std::expected<ActorWithPassword, ActorError> reset_account(const AccountOffice& office,
                                                           const std::string& name, Time now) {
  const auto password = make_one_time_password(office);
  if (!password) return std::unexpected(ActorError::busy);
  const access::Act system{
      .actor = {.id = 0, .name = std::string(system_name), .role = access::Role::administrator},
      .now = now};
  using Result = std::expected<ActorWithPassword, ActorError>;
  return office.store.write([&](Transaction& transaction) -> Result {
    const auto found = store::actors::find(transaction, name);
    if (!found) return std::unexpected(ActorError::no_such_actor);
    put_one_time(transaction, found->id, *password, now);
    store::second_factors::remove(transaction, found->id);
    store::actors::begin_epoch(transaction, found->id);
    ActorWithPassword reset{.actor = reread(transaction, found->id), .password = password->text};
    journal_account(transaction, system, "actor.reset", reset.actor);
    return reset;
  });
}

}  // namespace servicecard::desk
