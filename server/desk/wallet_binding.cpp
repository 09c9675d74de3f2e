#include "server/desk/wallet_binding.h"

#include <algorithm>
#include <utility>

#include "cardlib/credential/jws.h"
#include "cardlib/credential/key_binding.h"
#include "server/desk/issuing.h"
#include "server/desk/release.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"
#include "server/store/once.h"

namespace servicecard::desk {
namespace {

// A card whose wallet can be bound: active, and not expired.
std::optional<CardError> objection(const std::optional<store::Card>& card, Time now) {
  if (!card) return CardError::no_such_card;
  if (card->state != CardState::active) return CardError::wrong_state;
  if (phase_of(card->validity, now) == Phase::expired) return CardError::expired;
  return std::nullopt;
}

/// A proof that was found good, and the nonce that it spends.
struct Proven {
  VerificationKey holder;
  std::string nonce;
  Time nonce_ends;
};

std::expected<Proven, CardError> prove(const Desk& desk, const access::TimedNonces& nonces,
                                       const CardNumber& number, const json::object& jwk,
                                       const std::string& proof, Time now) {
  const auto holder = VerificationKey::from_jwk(jwk);
  // The nonce is read before anything is verified: it says only which challenge to check against.
  const auto jwt = parse_jwt(proof, max_token_size, EmbeddedJwk::proof_of_possession);
  const auto nonce = jwt ? json::text_member(jwt->claims, "nonce") : std::nullopt;
  if (!holder || !nonce) return std::unexpected(CardError::bad_proof);
  const auto ends = nonces.end_of(*nonce, number.str(), now);
  if (!ends) return std::unexpected(CardError::stale_challenge);
  const auto proven =
      verify_holder_proof(proof, {.audience = desk.issuer.str(), .nonce = *nonce, .now = now});
  if (!proven || !(*proven == *holder)) return std::unexpected(CardError::bad_proof);
  return Proven{.holder = *proven, .nonce = std::string(*nonce), .nonce_ends = *ends};
}

// What an earlier binding left between its two commits: its holder has asked again.
void void_half_made(store::Transaction& transaction, const access::Act& act, std::int64_t card) {
  const auto credentials = store::credentials::of_card(transaction, card);
  const bool is_left = std::ranges::any_of(credentials, [](const store::Credential& credential) {
    return credential.state == store::CredentialState::prepared;
  });
  if (is_left) void_card(transaction, act, card);
}

std::expected<PreparedCard, CardError> prepare(const Desk& desk, const access::Act& act,
                                               const CardNumber& number, const Proven& proven) {
  using Result = std::expected<PreparedCard, CardError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    const auto card = store::cards::find(transaction, number);
    if (const auto error = objection(card, act.now)) return std::unexpected(*error);
    if (!store::nonces::consume(transaction, proven.nonce, proven.nonce_ends)) {
      return std::unexpected(CardError::stale_challenge);
    }
    void_half_made(transaction, act, card->id);
    auto prepared = Issuing(desk).prepare_wallet(transaction, act, *card, proven.holder);
    if (!prepared) return std::unexpected(card_error_of(prepared.error()));
    return *std::move(prepared);
  });
}

}  // namespace

std::expected<WalletChallenge, CardError> challenge_wallet(const Desk& desk,
                                                           const access::TimedNonces& nonces,
                                                           Time now, const CardNumber& number) {
  const auto card = desk.store.read(
      [&](store::Snapshot& snapshot) { return store::cards::find(snapshot, number); });
  if (const auto error = objection(card, now)) return std::unexpected(*error);
  return WalletChallenge{.nonce = nonces.make(number.str(), now),
                         .audience = desk.issuer.str(),
                         .expires = now + access::TimedNonces::lifetime};
}

std::expected<std::string, CardError> bind_wallet(const Desk& desk,
                                                  const access::TimedNonces& nonces,
                                                  const access::Act& act, const CardNumber& number,
                                                  const json::object& jwk,
                                                  const std::string& proof) {
  const auto proven = prove(desk, nonces, number, jwk, proof, act.now);
  if (!proven) return std::unexpected(proven.error());
  auto prepared = prepare(desk, act, number, *proven);
  if (!prepared) return std::unexpected(prepared.error());
  const std::int64_t id = prepared->card_id();
  auto issued = Issuing(desk).sign(*std::move(prepared), act.now);
  if (!issued) return std::unexpected(CardError::cannot_sign);
  using Recorded = std::expected<bool, CardError>;
  const auto recorded = desk.store.write([&](store::Transaction& transaction) -> Recorded {
    const auto before = store::credentials::issued(transaction, id, store::CredentialKind::wallet);
    if (before) store::credentials::void_credential(transaction, before->id, act.now);
    if (!Issuing(desk).record(transaction, *std::move(issued), act.now)) {
      return std::unexpected(CardError::wrong_state);  // another binding came in between
    }
    transaction.append({.time = act.now,
                        .actor = act.actor.name,
                        .kind = "wallet.bound",
                        .subject = "card:" + number.str(),
                        .content = {{"holder_kid", proven->holder.kid()}}});
    return true;
  });
  if (!recorded) return std::unexpected(recorded.error());
  return desk.store.read([&](store::Snapshot& snapshot) {
    const auto token = Issuing(desk).token(snapshot, id, store::CredentialKind::wallet).value();
    return std::string(as_text(token));
  });
}

}  // namespace servicecard::desk
