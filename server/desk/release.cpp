#include "server/desk/release.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/lifecycle/reason_code.h"
#include "server/desk/applications.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"

namespace servicecard::desk {
namespace {

// A move that the transaction has made sure of.
CardState moved(const store::Card& card, CardAct act) {
  const auto state = next(card.state, act);
  if (!state) throw std::logic_error("an illegal move of a card: " + card.number.str());
  return *state;
}

void close_application(store::Transaction& transaction, const access::Act& act, std::int64_t id) {
  store::Application application = store::applications::find(transaction, id).value();
  auto record =
      next(application.record, ApplicationAct::issue, act.actor.name, application.record.content);
  if (!record) throw std::logic_error("an application cannot be issued at its release");
  application.record = *std::move(record);
  application.changed_at = act.now;
  store::applications::save(transaction, application);
}

void supersede(store::Transaction& transaction, const access::Act& act, std::int64_t id,
               const CardNumber& successor) {
  const store::Card card = store::cards::find(transaction, id).value();
  store::cards::move(transaction, id, moved(card, CardAct::supersede),
                     std::string(to_string(ReasonCode::replaced)), act.now);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "card.superseded",
                      .subject = "card:" + card.number.str(),
                      .content = {{"successor", successor.str()}}});
}

// The card whose place this one takes before it has ended.
std::optional<store::Card> replaced_by(store::Reader& reader, const store::Card& card) {
  if (!card.predecessor_id) return std::nullopt;
  auto old = store::cards::find(reader, *card.predecessor_id);
  return card.validity.not_before < old->validity.expires ? old : std::nullopt;
}

json::object tokens_json(store::Reader& reader, std::int64_t card_id) {
  json::object tokens;
  for (const store::Credential& credential : store::credentials::of_card(reader, card_id)) {
    if (!credential.token_hash) continue;
    tokens[store::to_string(credential.kind)] = base64url::encode(*credential.token_hash);
  }
  return tokens;
}

}  // namespace

void release_card(store::Transaction& transaction, const Desk& desk, const access::Act& act,
                  SignedCard&& issued) {
  const store::Card card = store::cards::find(transaction, issued.card_id()).value();
  if (!Issuing(desk).record(transaction, std::move(issued), act.now)) {
    throw std::logic_error("a token of a prepared card is not prepared: " + card.number.str());
  }
  // First the old card: a person has one live card at every moment. One that is renewed ends by
  // itself when its successor begins.
  if (const auto old = replaced_by(transaction, card)) {
    supersede(transaction, act, old->id, card.number);
  }
  store::cards::move(transaction, card.id, moved(card, CardAct::release), std::nullopt, act.now);
  if (card.application_id) close_application(transaction, act, *card.application_id);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "card.issued",
                      .subject = "card:" + card.number.str(),
                      .content = {{"token_hashes", tokens_json(transaction, card.id)}}});
}

void void_card(store::Transaction& transaction, const access::Act& act, std::int64_t card_id) {
  const store::Card card = store::cards::find(transaction, card_id).value();
  for (const store::Credential& credential : store::credentials::of_card(transaction, card_id)) {
    if (credential.state == store::CredentialState::prepared) {
      store::credentials::void_credential(transaction, credential.id, act.now);
    }
  }
  std::string kind = "wallet.voided";
  if (card.state == CardState::prepared) {
    kind = "card.voided";
    store::cards::move(transaction, card_id, moved(card, CardAct::revoke),
                       std::string(to_string(ReasonCode::issued_in_error)), act.now);
  }
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "card:" + card.number.str(),
                      .content = {{"reason", to_string(ReasonCode::issued_in_error)}}});
}

}  // namespace servicecard::desk
