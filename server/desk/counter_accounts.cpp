#include "server/desk/counter_accounts.h"

#include "server/desk/one_time_password.h"
#include "server/store/partners.h"
#include "server/store/second_factors.h"

namespace servicecard::desk {
namespace {

std::optional<ActorError> objection_to(store::Reader& reader, const NewCounterAccount& account) {
  const auto partner = store::partners::find(reader, account.partner);
  if (!partner) return ActorError::no_such_partner;
  if (!account.site) return std::nullopt;
  for (const store::PartnerSite& site : partner->sites) {
    if (site.code == *account.site && !site.closed_at) return std::nullopt;
  }
  return ActorError::no_such_site;
}

}  // namespace

std::vector<store::ActorRow> list_counter_accounts(const AccountOffice& office,
                                                   const std::string& partner) {
  return office.store.read(
      [&](store::Snapshot& snapshot) { return store::actors::of_partner(snapshot, partner); });
}

std::expected<ActorWithPassword, ActorError> add_counter_account(const AccountOffice& office,
                                                                 const access::Act& act,
                                                                 const NewCounterAccount& account) {
  if (!is_account_name(account.name)) return std::unexpected(ActorError::bad_name);
  const auto password = make_one_time_password(office);
  if (!password) return std::unexpected(ActorError::busy);
  using Result = std::expected<ActorWithPassword, ActorError>;
  return office.store.write([&](store::Transaction& transaction) -> Result {
    if (const auto error = objection_to(transaction, account)) return std::unexpected(*error);
    const auto id = store::actors::add_counter(transaction, account.name, account.partner,
                                               account.site, act.now);
    if (!id) return std::unexpected(ActorError::name_taken);
    put_one_time(transaction, *id, *password, act.now);
    ActorWithPassword added{.actor = store::actors::find(transaction, *id).value(),
                            .password = password->text};
    journal_account(transaction, act, "actor.added", added.actor);
    return added;
  });
}

bool is_counter_account(const AccountOffice& office, const std::string& partner, std::int64_t id) {
  const auto account = office.store.read(
      [&](store::Snapshot& snapshot) { return store::actors::find(snapshot, id); });
  return account && account->partner_id == partner;
}

std::expected<ActorWithPassword, ActorError> reset_counter_account(const AccountOffice& office,
                                                                   const access::Act& act,
                                                                   std::int64_t id) {
  const auto password = make_one_time_password(office);
  if (!password) return std::unexpected(ActorError::busy);
  using Result = std::expected<ActorWithPassword, ActorError>;
  Result reset = office.store.write([&](store::Transaction& transaction) -> Result {
    if (!store::actors::find(transaction, id)) return std::unexpected(ActorError::no_such_actor);
    put_one_time(transaction, id, *password, act.now);
    store::second_factors::remove(transaction, id);
    store::actors::begin_epoch(transaction, id);
    ActorWithPassword made{.actor = store::actors::find(transaction, id).value(),
                           .password = password->text};
    journal_account(transaction, act, "actor.reset", made.actor);
    return made;
  });
  if (reset) office.sessions.end_all(id);
  return reset;
}

}  // namespace servicecard::desk
