#include "server/desk/sign_in.h"

#include <utility>

#include "server/desk/second_factor.h"
#include "server/store/passwords.h"

namespace servicecard::desk {
namespace {

std::unexpected<SignInRefusal> refusal(SignInError error) {
  return std::unexpected(SignInRefusal{.error = error});
}

/// An account that can be signed in to.
struct Found {
  store::ActorRow account;
  std::string hash;
};

std::optional<Found> find(store::Reader& reader, const std::string& name) {
  auto account = store::actors::find(reader, name);
  if (!account || account->disabled_at) return std::nullopt;
  auto hash = store::passwords::find(reader, account->id);
  if (!hash) return std::nullopt;
  return Found{.account = *std::move(account), .hash = *std::move(hash)};
}

void raise_alarm(const AccountOffice& office, const SignInRequest& request, Time now) {
  const auto account = office.store.read(
      [&](store::Snapshot& snapshot) { return store::actors::find(snapshot, request.name); });
  // What was typed for a name may be a password.
  office.alarms.raise({.kind = access::AlarmKind::many_sign_ins,
                       .subject = account ? "actor:" + account->name : "address:" + request.address,
                       .detail = "many failed sign-ins; the latest from " +
                                 (request.address.empty() ? "this machine" : request.address)},
                      now);
}

// The code is used up, the account looked at again, and the leaf written, all at one moment.
std::expected<store::ActorRow, SignInError> record(const AccountOffice& office,
                                                   const SignInRequest& request,
                                                   const Found& checked,
                                                   const std::optional<std::string>& rehashed,
                                                   Time now) {
  using Result = std::expected<store::ActorRow, SignInError>;
  return office.store.write([&](store::Transaction& transaction) -> Result {
    auto found = find(transaction, request.name);
    if (!found || found->hash != checked.hash) return std::unexpected(SignInError::refused);
    if (found->account.second_factor_at &&
        !(request.code && use_code(office, transaction, found->account.id, *request.code, now))) {
      return std::unexpected(SignInError::refused);
    }
    if (rehashed) store::passwords::put_rehashed(transaction, found->account.id, *rehashed);
    journal_account(transaction, {.actor = actor_of(found->account), .now = now}, "session.opened",
                    found->account, {{"address", request.address}});
    return std::move(found->account);
  });
}

}  // namespace

std::string_view to_string(SignInError error) {
  switch (error) {
    case SignInError::refused:
      return "sign-in-failed";
    case SignInError::code_needed:
      return "code-needed";
    case SignInError::too_early:
      return "too-many-attempts";
    case SignInError::busy:
      return "busy";
  }
  return {};
}

std::expected<RenewedSession, SignInRefusal> sign_in(const AccountOffice& office,
                                                     const SignInRequest& request, Time now) {
  access::SignInThrottle& throttle = office.throttle;
  if (const auto wait = throttle.attempt(request.name, request.address, now)) {
    raise_alarm(office, request, now);
    return std::unexpected(SignInRefusal{.error = SignInError::too_early, .wait = *wait});
  }
  const auto found =
      office.store.read([&](store::Snapshot& snapshot) { return find(snapshot, request.name); });
  const auto hash = found ? std::optional(found->hash) : std::nullopt;
  switch (office.passwords.check(request.password, hash)) {
    case access::PasswordCheck::busy:
      throttle.take_back(request.name, request.address);
      return refusal(SignInError::busy);
    case access::PasswordCheck::wrong:
      return refusal(SignInError::refused);
    case access::PasswordCheck::right:
      break;
  }
  if (found->account.second_factor_at && !request.code) {
    throttle.take_back(request.name, request.address);
    return refusal(SignInError::code_needed);
  }
  std::optional<std::string> rehashed;
  if (office.passwords.is_outdated(*hash)) {
    if (auto made = office.passwords.hash(request.password)) rehashed = *std::move(made);
  }
  auto account = record(office, request, *found, rehashed, now);
  if (!account) return refusal(account.error());
  throttle.succeeded(request.name, request.address);
  auto opened = office.sessions.open({.account = account->id,
                                      .epoch = account->epoch,
                                      .address = request.address,
                                      .agent = request.agent},
                                     now);
  return RenewedSession{.account = *std::move(account), .opened = std::move(opened)};
}

}  // namespace servicecard::desk
