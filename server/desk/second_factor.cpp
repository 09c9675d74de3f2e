#include "server/desk/second_factor.h"

#include <array>
#include <stdexcept>
#include <utility>

#include "server/access/readable_secret.h"
#include "server/access/totp.h"
#include "server/store/second_factors.h"

namespace servicecard::desk {
namespace {

namespace factors = store::second_factors;
using Refused = std::unexpected<SecurityRefusal>;
using Changed = std::expected<store::ActorRow, SecurityError>;
using store::Transaction;

constexpr std::size_t recovery_codes = 10;
constexpr std::size_t recovery_groups = 3;  // 60 bits; the hash is keyed

std::string place_of(std::int64_t account) {
  return "totp.secret_sealed:" + std::to_string(account);
}

bool use_authenticator(const AccountOffice& office, Transaction& transaction, std::int64_t account,
                       std::string_view code, Time now) {
  const auto factor = factors::find(transaction, account);
  if (!factor) return false;
  const auto secret = office.totp_sealer.open(factor->secret_sealed, as_bytes(place_of(account)));
  if (!secret) throw std::runtime_error("a sealed value does not open: wrong data key, or altered");
  const auto step = access::totp::matching_step(secret->view(), code, now, factor->last_step);
  return step && factors::use_step(transaction, account, *step);
}

Sha256 recovery_hash(const AccountOffice& office, std::string_view code) {
  return office.recovery_hash.of(as_bytes(access::canonical_secret(code)));
}

// Guesses count as those of a password do. `change` runs where the code is right.
template <class Change>
std::expected<store::ActorRow, SecurityRefusal> with_code(const AccountOffice& office,
                                                          const access::Act& act,
                                                          const access::Session& session,
                                                          Change change) {
  const std::string& name = act.actor.name;
  if (const auto wait = office.throttle.attempt(name, session.by.address, act.now)) {
    return Refused(TooEarly{*wait});
  }
  Changed changed = office.store.write([&](Transaction& transaction) -> Changed {
    if (const auto error = change(transaction)) return std::unexpected(*error);
    store::actors::begin_epoch(transaction, act.actor.id);
    return store::actors::find(transaction, act.actor.id).value();
  });
  if (changed) {
    office.throttle.succeeded(name, session.by.address);
    return *std::move(changed);
  }
  if (changed.error() != SecurityError::wrong_code) {
    office.throttle.take_back(name, session.by.address);
  }
  return Refused(changed.error());
}

}  // namespace

std::expected<SecondFactorOffer, SecurityRefusal> offer_second_factor(const AccountOffice& office,
                                                                      const access::Act& act) {
  SecretBytes secret(access::totp::secret_size);
  office.random.fill(secret.writable());
  const Bytes sealed =
      office.totp_sealer.seal(secret.view(), as_bytes(place_of(act.actor.id)), office.random);
  const Changed offered = office.store.write([&](Transaction& transaction) -> Changed {
    if (!factors::propose(transaction, act.actor.id, sealed, act.now)) {
      return std::unexpected(SecurityError::second_factor_already);
    }
    store::ActorRow account = store::actors::find(transaction, act.actor.id).value();
    journal_account(transaction, act, "actor.second_factor_offered", account);
    return account;
  });
  if (!offered) return Refused(offered.error());
  return SecondFactorOffer{.secret = access::totp::text_of(secret.view()),
                           .uri = access::totp::uri(secret.view(), office.issuer, act.actor.name)};
}

std::expected<ConfirmedSecondFactor, SecurityRefusal> confirm_second_factor(
    const AccountOffice& office, const access::Act& act, const access::Session& session,
    const std::string& code) {
  std::vector<std::string> codes;
  std::vector<Sha256> hashes;
  for (std::size_t i = 0; i < recovery_codes; ++i) {
    codes.push_back(access::make_readable_secret(recovery_groups, office.random));
    hashes.push_back(recovery_hash(office, codes.back()));
  }
  auto account = with_code(
      office, act, session, [&](Transaction& transaction) -> std::optional<SecurityError> {
        const auto factor = factors::find(transaction, act.actor.id);
        if (!factor) return SecurityError::no_second_factor;
        if (factor->confirmed_at) return SecurityError::second_factor_already;
        if (!use_authenticator(office, transaction, act.actor.id, code, act.now)) {
          return SecurityError::wrong_code;
        }
        factors::confirm(transaction, act.actor.id, act.now);
        factors::add_recovery_codes(transaction, act.actor.id, hashes);
        journal_account(transaction, act, "actor.second_factor_confirmed",
                        store::actors::find(transaction, act.actor.id).value());
        return std::nullopt;
      });
  if (!account) return std::unexpected(account.error());
  return ConfirmedSecondFactor{
      .session = renew_session(office, *std::move(account), session, act.now),
      .recovery_codes = std::move(codes)};
}

std::expected<RenewedSession, SecurityRefusal> remove_second_factor(const AccountOffice& office,
                                                                    const access::Act& act,
                                                                    const access::Session& session,
                                                                    const std::string& code) {
  if (needs_second_factor(office, act.actor.role)) {
    return Refused(SecurityError::second_factor_kept);
  }
  auto account = with_code(
      office, act, session, [&](Transaction& transaction) -> std::optional<SecurityError> {
        const auto factor = factors::find(transaction, act.actor.id);
        if (!factor || !factor->confirmed_at) return SecurityError::no_second_factor;
        if (!use_code(office, transaction, act.actor.id, code, act.now)) {
          return SecurityError::wrong_code;
        }
        factors::remove(transaction, act.actor.id);
        journal_account(transaction, act, "actor.second_factor_removed",
                        store::actors::find(transaction, act.actor.id).value());
        return std::nullopt;
      });
  if (!account) return std::unexpected(account.error());
  return renew_session(office, *std::move(account), session, act.now);
}

bool use_code(const AccountOffice& office, Transaction& transaction, std::int64_t account,
              std::string_view code, Time now) {
  return use_authenticator(office, transaction, account, code, now) ||
         factors::use_recovery_code(transaction, account, recovery_hash(office, code), now);
}

}  // namespace servicecard::desk
