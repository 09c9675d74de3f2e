#include "server/desk/issuing.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "server/desk/daily_cap.h"
#include "server/desk/personal_data.h"
#include "server/desk/status_index.h"
#include "server/store/credentials.h"
#include "server/store/enterprises.h"
#include "server/store/people.h"
#include "server/store/settings.h"

namespace servicecard::desk {
namespace {

using store::CredentialKind;

std::string place_of(std::int64_t list, std::int64_t index) {
  return std::to_string(list) + "/" + std::to_string(index);
}

Bytes seal(const Desk& desk, const std::string& place, const char* column, BytesView content) {
  return desk.token_sealer.seal(content, as_bytes(place + ":" + column), desk.random);
}

Bytes open(const Desk& desk, const std::string& place, const char* column, BytesView sealed) {
  const auto opened = desk.token_sealer.open(sealed, as_bytes(place + ":" + column));
  if (!opened) throw std::runtime_error("a sealed credential does not open");
  return {opened->view().begin(), opened->view().end()};
}

/// The next number whose check character nobody misreads.
CardNumber take_number(store::Transaction& transaction, const std::string& county, int year) {
  const std::string prefix = county + std::to_string(year);
  while (true) {
    const std::int64_t serial = store::serials::take(transaction, prefix);
    auto number = CardNumber::make(county, year, serial);
    if (number) return *std::move(number);
    if (number.error() != CardNumberMakeError::skipped_serial) {
      throw std::runtime_error("no card number can be made of " + prefix);
    }
  }
}

// What both credentials of a card say, but for their status.
CardClaims claims_of(const Desk& desk, store::Reader& reader, const store::Card& card, Time now) {
  const store::Person person = store::people::find(reader, card.person_id).value();
  const store::Enterprise enterprise = store::enterprises::find(reader, card.enterprise_id).value();
  return {.issuer = desk.issuer.str(),
          .card_number = card.number,
          .holder_name = person.name,
          .holder_id_last4 = open_resident_id(desk, person.identity).last4(),
          .enterprise_name = enterprise.name,
          .enterprise_uscc = enterprise.uscc,
          .category = card.category,
          .services = card.services,
          .issued_at = start_of(day_of(now)),
          .not_before = card.validity.not_before,
          .expires = card.validity.expires,
          .status = {}};
}

BytesView octets_of(const UnsignedWalletToken& token) { return as_bytes(token.record()); }
BytesView octets_of(const UnsignedPrintedToken& token) { return token.to_be_signed(); }

/// Draws indices until one is free and records under it what `make(claims)` gives.
template <class Unsigned, class Make>
std::expected<RecordedCredential<Unsigned>, IssueRefusal> record_unsigned(
    const Desk& desk, store::Transaction& transaction, CardClaims claims, std::int64_t card_id,
    store::NewCredential credential, Time now, Make make) {
  while (true) {
    const StatusIndex drawn = draw_status_index(transaction, desk.random, now);
    claims.status = {.uri = desk.issuer.status_list_uri(static_cast<std::uint64_t>(drawn.list)),
                     .index = static_cast<std::uint64_t>(drawn.index)};
    std::expected<Unsigned, IssueRefusal> made = make(claims);
    if (!made) return std::unexpected(made.error());
    const std::string place = place_of(drawn.list, drawn.index);
    const Bytes sealed = seal(desk, place, "prepared", octets_of(*made));
    credential.card_id = card_id;
    credential.list = drawn.list;
    credential.index = drawn.index;
    credential.prepared_sealed = sealed;
    credential.prepared_at = now;
    credential.expires = claims.expires;
    if (const auto id = store::credentials::prepare(transaction, credential)) {
      return RecordedCredential<Unsigned>{.id = *id, .place = place, .content = *std::move(made)};
    }
  }
}

store::NewCredential credential_of(CredentialKind kind, const access::Act& act,
                                   const VerificationKey& key,
                                   std::optional<std::string> holder_kid) {
  store::NewCredential credential;
  credential.prepared_by = act.actor.name;
  credential.kind = kind;
  credential.kid = key.kid();
  credential.holder_kid = std::move(holder_kid);
  return credential;
}

auto record_wallet(const Desk& desk, store::Transaction& transaction, const CardClaims& claims,
                   std::int64_t card_id, const VerificationKey& key,
                   const std::optional<VerificationKey>& holder, const access::Act& act) {
  return record_unsigned<UnsignedWalletToken>(
      desk, transaction, claims, card_id,
      credential_of(CredentialKind::wallet, act, key,
                    holder ? std::optional(holder->kid()) : std::nullopt),
      act.now, [&](const CardClaims& full) -> std::expected<UnsignedWalletToken, IssueRefusal> {
        return UnsignedWalletToken::make(full, key, holder, desk.random);
      });
}

auto record_printed(const Desk& desk, store::Transaction& transaction, const CardClaims& claims,
                    std::int64_t card_id, const VerificationKey& key, const access::Act& act) {
  return record_unsigned<UnsignedPrintedToken>(
      desk, transaction, claims, card_id,
      credential_of(CredentialKind::printed, act, key, std::nullopt), act.now,
      [&](const CardClaims& full) -> std::expected<UnsignedPrintedToken, IssueRefusal> {
        auto made = UnsignedPrintedToken::make(full, key);
        if (!made) return std::unexpected(IssueRefusal::too_long);
        return *std::move(made);
      });
}

/// The key that one more card of this account is to be signed with.
std::expected<VerificationKey, IssueRefusal> key_for(const Desk& desk, store::Reader& reader,
                                                     const access::Act& act, Time expires) {
  const auto signer = desk.ring.signer(KeyPurpose::card, expires, act.now);
  if (!signer) return std::unexpected(IssueRefusal::cannot_sign);
  if (!may_do_one_more(desk, reader, act, Capped::card)) {
    return std::unexpected(IssueRefusal::daily_cap);
  }
  return (*signer)->public_key();
}

}  // namespace

CardError card_error_of(IssueRefusal refusal) {
  switch (refusal) {
    case IssueRefusal::cannot_sign:
      return CardError::cannot_sign;
    case IssueRefusal::too_long:
      return CardError::printed_too_long;
    case IssueRefusal::daily_cap:
      return CardError::daily_cap;
  }
  std::unreachable();
}

std::expected<PreparedCard, IssueRefusal> Issuing::prepare(store::Transaction& transaction,
                                                           const access::Act& act,
                                                           const CardPlan& plan) const {
  const auto found = key_for(desk_, transaction, act, plan.validity.expires);
  if (!found) return std::unexpected(found.error());
  const VerificationKey& key = *found;
  const CardNumber number = take_number(transaction, plan.county, day_of(act.now).year());
  const std::int64_t id = store::cards::add(transaction, {.number = number,
                                                          .person_id = plan.person_id,
                                                          .enterprise_id = plan.enterprise_id,
                                                          .category = plan.category,
                                                          .validity = plan.validity,
                                                          .application_id = plan.application_id,
                                                          .predecessor_id = plan.predecessor_id,
                                                          .decision_id = plan.decision_id,
                                                          .services = plan.services,
                                                          .created_at = act.now});
  const store::Card card = store::cards::find(transaction, id).value();
  const CardClaims claims = claims_of(desk_, transaction, card, act.now);
  PreparedCard prepared(id, plan.validity.expires, key.kid());
  auto wallet = record_wallet(desk_, transaction, claims, id, key, std::nullopt, act);
  if (!wallet) return std::unexpected(wallet.error());
  auto printed = record_printed(desk_, transaction, claims, id, key, act);
  if (!printed) return std::unexpected(printed.error());
  prepared.wallet_ = *std::move(wallet);
  prepared.printed_ = *std::move(printed);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "card.prepared",
                      .subject = "card:" + number.str(),
                      .content = {{"wallet", prepared.wallet_->place},
                                  {"printed", prepared.printed_->place},
                                  {"kid", key.kid()},
                                  {"decision", plan.decision_id}}});
  return prepared;
}

std::expected<PreparedCard, IssueRefusal> Issuing::prepare_wallet(
    store::Transaction& transaction, const access::Act& act, const store::Card& card,
    const VerificationKey& holder) const {
  const auto found = key_for(desk_, transaction, act, card.validity.expires);
  if (!found) return std::unexpected(found.error());
  const VerificationKey& key = *found;
  PreparedCard prepared(card.id, card.validity.expires, key.kid());
  auto wallet = record_wallet(desk_, transaction, claims_of(desk_, transaction, card, act.now),
                              card.id, key, holder, act);
  if (!wallet) return std::unexpected(wallet.error());
  prepared.wallet_ = *std::move(wallet);
  transaction.append(
      {.time = act.now,
       .actor = act.actor.name,
       .kind = "wallet.prepared",
       .subject = "card:" + card.number.str(),
       .content = {
           {"wallet", prepared.wallet_->place}, {"kid", key.kid()}, {"holder_kid", holder.kid()}}});
  return prepared;
}

std::optional<PreparedCard> Issuing::recorded(store::Reader& reader,
                                              const store::Card& card) const {
  PreparedCard found(card.id, card.validity.expires, {});
  for (const store::PreparedCredential& row : store::credentials::prepared(reader)) {
    if (row.credential.card_id != card.id) continue;
    const std::string place = place_of(row.credential.list, row.credential.index);
    const Bytes record = open(desk_, place, "prepared", row.prepared_sealed);
    found.kid_ = row.credential.kid;
    if (row.credential.kind == CredentialKind::wallet) {
      found.wallet_ = {.id = row.credential.id,
                       .place = place,
                       .content = UnsignedWalletToken::from_record(as_text(record)).value()};
    } else {
      found.printed_ = {.id = row.credential.id,
                        .place = place,
                        .content = UnsignedPrintedToken::from_record(record).value()};
    }
  }
  if (!found.wallet_ && !found.printed_) return std::nullopt;
  return found;
}

std::expected<SignedCard, IssueRefusal> Issuing::sign(PreparedCard&& prepared, Time now) const {
  const PreparedCard card = std::move(prepared);
  const auto signer = desk_.ring.signer(KeyPurpose::card, card.expires_, now);
  if (!signer || (*signer)->public_key().kid() != card.kid_) {
    return std::unexpected(IssueRefusal::cannot_sign);
  }
  SignedCard done(card.card_id_);
  if (card.wallet_) {
    const std::string text = card.wallet_->content.sign(**signer);
    done.tokens_.push_back({.id = card.wallet_->id,
                            .place = card.wallet_->place,
                            .hash = card.wallet_->content.token_hash(),
                            .octets = Bytes(text.begin(), text.end())});
  }
  if (card.printed_) {
    done.tokens_.push_back({.id = card.printed_->id,
                            .place = card.printed_->place,
                            .hash = card.printed_->content.token_hash(),
                            .octets = card.printed_->content.sign(**signer)});
  }
  return done;
}

bool Issuing::record(store::Transaction& transaction, SignedCard&& issued, Time now) const {
  const SignedCard card = std::move(issued);
  return std::ranges::all_of(card.tokens_, [&](const SignedCard::Token& token) {
    return store::credentials::record_issued(transaction, token.id, token.hash,
                                             seal(desk_, token.place, "token", token.octets), now);
  });
}

std::optional<Bytes> Issuing::token(store::Reader& reader, std::int64_t card_id,
                                    CredentialKind kind) const {
  const auto credential = store::credentials::issued(reader, card_id, kind);
  if (!credential) return std::nullopt;
  const auto sealed = store::credentials::sealed_token(reader, credential->id);
  if (!sealed) return std::nullopt;
  return open(desk_, place_of(credential->list, credential->index), "token", *sealed);
}

}  // namespace servicecard::desk
