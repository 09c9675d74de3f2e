#include "server/desk/own_password.h"

#include <utility>

#include "server/store/passwords.h"

namespace servicecard::desk {
namespace {

using Refused = std::unexpected<SecurityRefusal>;

std::optional<SecurityRefusal> check_current(const AccountOffice& office, const access::Act& act,
                                             const access::Session& session,
                                             const std::string& current) {
  const std::string& name = act.actor.name;
  if (const auto wait = office.throttle.attempt(name, session.by.address, act.now)) {
    return TooEarly{*wait};
  }
  const auto hash = office.store.read(
      [&](store::Snapshot& snapshot) { return store::passwords::find(snapshot, act.actor.id); });
  switch (office.passwords.check(current, hash)) {
    case access::PasswordCheck::busy:
      office.throttle.take_back(name, session.by.address);
      return SecurityError::busy;
    case access::PasswordCheck::wrong:
      return SecurityError::wrong_password;
    case access::PasswordCheck::right:
      break;
  }
  office.throttle.succeeded(name, session.by.address);
  return std::nullopt;
}

}  // namespace

std::expected<RenewedSession, SecurityRefusal> change_password(const AccountOffice& office,
                                                               const access::Act& act,
                                                               const access::Session& session,
                                                               const std::string& current,
                                                               const std::string& next) {
  if (const auto fault = access::find_fault(next, act.actor.name)) return Refused(*fault);
  if (next == current) return Refused(access::PasswordError::unchanged);
  if (auto refusal = check_current(office, act, session, current)) {
    return Refused(*std::move(refusal));
  }
  const auto hash = office.passwords.hash(next);
  if (!hash) return Refused(SecurityError::busy);
  using Result = std::expected<store::ActorRow, SecurityError>;
  auto changed = office.store.write([&](store::Transaction& transaction) -> Result {
    const auto before = store::actors::find(transaction, act.actor.id);
    // Somebody reset the account meanwhile: this session has ended.
    if (!before || before->epoch != session.by.epoch) {
      return std::unexpected(SecurityError::wrong_password);
    }
    store::passwords::put(transaction, act.actor.id, *hash, store::PasswordOrigin::own, act.now);
    store::actors::begin_epoch(transaction, act.actor.id);
    store::ActorRow account = store::actors::find(transaction, act.actor.id).value();
    journal_account(transaction, act, "actor.password_changed", account);
    return account;
  });
  if (!changed) return Refused(changed.error());
  return renew_session(office, *std::move(changed), session, act.now);
}

}  // namespace servicecard::desk
