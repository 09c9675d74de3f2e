#include "server/desk/account_office.h"

#include <algorithm>
#include <utility>

namespace servicecard::desk {

access::Actor actor_of(const store::ActorRow& account) {
  return {.id = account.id, .name = account.name, .role = access::parse_role(account.role).value()};
}

bool needs_second_factor(const AccountOffice& office, access::Role role) {
  return std::ranges::find(office.second_factor_for, role) != office.second_factor_for.end();
}

access::Standing standing_of(const AccountOffice& office, const store::ActorRow& account) {
  if (account.password != store::PasswordOrigin::own) {
    return access::Standing::password_change_needed;
  }
  const bool lacks_factor =
      !account.second_factor_at && needs_second_factor(office, actor_of(account).role);
  return lacks_factor ? access::Standing::second_factor_needed : access::Standing::settled;
}

void journal_account(store::Transaction& transaction, const access::Act& act,
                     const std::string& kind, const store::ActorRow& account,
                     const json::object& more) {
  json::object content{{"name", account.name}, {"role", account.role}};
  if (account.partner_id) content["partner"] = *account.partner_id;
  for (const auto& [name, value] : more) content[name] = value;
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = kind,
                      .subject = "actor:" + std::to_string(account.id),
                      .content = std::move(content)});
}

std::optional<SessionHolder> find_session(const AccountOffice& office, std::string_view secret,
                                          Time now) {
  auto session = office.sessions.find(secret, now);
  if (!session) return std::nullopt;
  const auto account = office.store.read([&](store::Snapshot& snapshot) {
    return store::actors::find(snapshot, session->by.account);
  });
  if (!account || account->disabled_at || account->epoch != session->by.epoch) {
    office.sessions.end(session->by.account, session->id);
    return std::nullopt;
  }
  SessionHolder holder{.actor = actor_of(*account),
                       .session = *std::move(session),
                       .standing = standing_of(office, *account)};
  if (account->partner_id) holder.seat = {.partner = *account->partner_id, .site = account->site};
  return holder;
}

RenewedSession renew_session(const AccountOffice& office, store::ActorRow account,
                             const access::Session& before, Time now) {
  office.sessions.end_all(account.id);
  auto opened = office.sessions.open({.account = account.id,
                                      .epoch = account.epoch,
                                      .address = before.by.address,
                                      .agent = before.by.agent},
                                     now);
  return {.account = std::move(account), .opened = std::move(opened)};
}

}  // namespace servicecard::desk
