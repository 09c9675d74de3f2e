#include "server/desk/bulk_revocation.h"

#include <set>
#include <utility>

#include "server/desk/renewal.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

constexpr std::int64_t page_size = 500;

// The cards that a filter finds and that are live, page by page.
std::vector<BulkItem> live_cards(store::Reader& reader, store::CardFilter filter, Time now) {
  filter.now = now;
  filter.expiry = store::ExpiryFilter::unexpired;
  std::vector<BulkItem> items;
  store::Page page{.limit = page_size, .after = 0};
  while (true) {
    const auto cards = store::cards::list(reader, filter, page);
    for (const store::Card& card : cards) {
      if (!is_live(card.state, card.validity, now)) continue;
      items.push_back({.number = card.number.str(),
                       .state = shown_state(card, now),
                       .action = BulkAction::revoke,
                       .why = std::nullopt});
    }
    if (std::cmp_less(cards.size(), page_size)) return items;
    page.after = cards.back().id;
  }
}

BulkItem item_of(store::Reader& reader, const std::string& text, Time now) {
  BulkItem item{.number = text, .state = std::nullopt, .action = BulkAction::skip, .why = {}};
  const auto number = CardNumber::parse(text);
  const auto card = number ? store::cards::find(reader, *number) : std::nullopt;
  if (!card) {
    item.why = CardError::no_such_card;
    return item;
  }
  item.number = card->number.str();
  item.state = shown_state(*card, now);
  if (*item.state == ShownState::expired) {
    item.why = CardError::expired;
  } else if (!next(card->state, CardAct::revoke)) {
    item.why = CardError::final_state;
  } else {
    item.action = BulkAction::revoke;
  }
  return item;
}

std::vector<BulkItem> by_numbers(store::Reader& reader, const ByNumbers& choice, Time now) {
  std::vector<BulkItem> items;
  std::set<std::string> seen;
  for (const std::string& text : choice.numbers) {
    BulkItem item = item_of(reader, text, now);
    if (seen.insert(item.number).second) items.push_back(std::move(item));
  }
  return items;
}

std::vector<BulkItem> chosen(store::Reader& reader, const CardChoice& choice, Time now) {
  if (const auto* const numbers = std::get_if<ByNumbers>(&choice)) {
    return by_numbers(reader, *numbers, now);
  }
  store::CardFilter filter;
  if (const auto* const key = std::get_if<ByKey>(&choice)) {
    filter.kid = key->kid;
  } else {
    const auto enterprise =
        store::enterprises::find(reader, std::get<ByEnterprise>(choice).enterprise);
    if (!enterprise) return {};
    filter.enterprise_id = enterprise->id;
  }
  return live_cards(reader, std::move(filter), now);
}

void revoke(store::Transaction& transaction, const access::Act& act, const BulkItem& item,
            ReasonCode reason, const std::string& note) {
  const auto card = store::cards::find(transaction, CardNumber::parse(item.number).value()).value();
  const auto state = next(card.state, CardAct::revoke);
  if (!state) return;  // it went with the card that it renews
  store::cards::move(transaction, card.id, *state, std::string(to_string(reason)), act.now);
  store::cards::announce(transaction, card.id);
  transaction.append(
      {.time = act.now,
       .actor = act.actor.name,
       .kind = "card.revoked",
       .subject = "card:" + card.number.str(),
       .content = {{"reason_code", to_string(reason)}, {"note", note}, {"bulk", true}}});
  revoke_renewal(transaction, act, card, reason, note);
}

}  // namespace

std::vector<BulkItem> revoke_cards(const Desk& desk, const access::Act& act,
                                   const CardChoice& choice, ReasonCode reason,
                                   const std::string& note, Run run) {
  if (run == Run::dry) {
    return desk.store.read(
        [&](store::Snapshot& snapshot) { return chosen(snapshot, choice, act.now); });
  }
  return desk.store.write([&](store::Transaction& transaction) {
    std::vector<BulkItem> items = chosen(transaction, choice, act.now);
    for (const BulkItem& item : items) {
      if (item.action == BulkAction::revoke) revoke(transaction, act, item, reason, note);
    }
    return items;
  });
}

}  // namespace servicecard::desk
