#include "server/desk/revocation.h"

#include <utility>

namespace servicecard::desk {
namespace {

constexpr std::int64_t page_size = 500;

void take_away(store::Transaction& transaction, const access::Act& act, const store::Card& card,
               CardState state, const Revocation& revocation) {
  store::cards::move(transaction, card.id, state, std::string(to_string(revocation.reason)),
                     act.now);
  json::object content{{"reason_code", to_string(revocation.reason)}, {"note", revocation.note}};
  for (const auto& [name, value] : revocation.more) content[name] = value;
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "card.revoked",
                      .subject = "card:" + card.number.str(),
                      .content = std::move(content)});
}

void revoke_renewal(store::Transaction& transaction, const access::Act& act,
                    const store::Card& predecessor, Revocation revocation) {
  const auto renewal = store::cards::successor(transaction, predecessor.id);
  if (!renewal || phase_of(renewal->validity, act.now) != Phase::not_yet_valid) return;
  const auto state = next(renewal->state, CardAct::revoke);
  if (!state) return;
  revocation.more["renewal_of"] = predecessor.number.str();
  take_away(transaction, act, *renewal, *state, revocation);
}

}  // namespace

std::optional<CardError> revoke(store::Transaction& transaction, const access::Act& act,
                                const store::Card& card, const Revocation& revocation) {
  const auto state = next(card.state, CardAct::revoke);
  if (!state) return card_error_of(state.error());
  take_away(transaction, act, card, *state, revocation);
  revoke_renewal(transaction, act, card, revocation);
  return std::nullopt;
}

void revoke_all(store::Transaction& transaction, const access::Act& act,
                const std::vector<store::Card>& cards, const Revocation& revocation) {
  for (const store::Card& card : cards) {
    // As it stands now: a renewal may have gone with the card before it.
    const auto current = store::cards::find(transaction, card.id);
    static_cast<void>(revoke(transaction, act, current.value(), revocation));
  }
}

void for_each_live_card(store::Reader& reader, store::CardFilter filter, Time now,
                        const std::function<void(const store::Card&)>& visit) {
  filter.now = now;
  filter.expiry = store::ExpiryFilter::unexpired;
  store::Page page{.limit = page_size, .after = 0};
  while (true) {
    const auto cards = store::cards::list(reader, filter, page);
    for (const store::Card& card : cards) {
      if (is_live(card.state, card.validity, now)) visit(card);
    }
    if (std::cmp_less(cards.size(), page_size)) return;
    page.after = cards.back().id;
  }
}

std::vector<store::Card> live_cards_of(store::Reader& reader, std::int64_t enterprise_id,
                                       Time now) {
  store::CardFilter filter;
  filter.enterprise_id = enterprise_id;
  std::vector<store::Card> cards;
  for_each_live_card(reader, filter, now, [&](const store::Card& card) { cards.push_back(card); });
  return cards;
}

}  // namespace servicecard::desk
