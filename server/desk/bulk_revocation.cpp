#include "server/desk/bulk_revocation.h"

#include <set>
#include <utility>

#include "server/desk/revocation.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

// The cards that a filter finds and that are live.
std::vector<BulkItem> live_cards(store::Reader& reader, const store::CardFilter& filter, Time now) {
  std::vector<BulkItem> items;
  for_each_live_card(reader, filter, now,
                     [&](const store::Card& card) { items.push_back(item_of(card, now)); });
  return items;
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
  return live_cards(reader, filter, now);
}

void revoke_item(store::Transaction& transaction, const access::Act& act, const BulkItem& item,
                 const Revocation& revocation) {
  const auto card = store::cards::find(transaction, CardNumber::parse(item.number).value());
  // One that went with the card that it renews is left alone.
  static_cast<void>(revoke(transaction, act, card.value(), revocation));
}

}  // namespace

BulkItem item_of(const store::Card& live, Time now) {
  return {.number = live.number.str(),
          .state = shown_state(live, now),
          .action = BulkAction::revoke,
          .why = std::nullopt};
}

std::vector<BulkItem> revoke_cards(const Desk& desk, const access::Act& act,
                                   const CardChoice& choice, ReasonCode reason,
                                   const std::string& note, Run run) {
  if (run == Run::dry) {
    return desk.store.read(
        [&](store::Snapshot& snapshot) { return chosen(snapshot, choice, act.now); });
  }
  return desk.store.write([&](store::Transaction& transaction) {
    const Revocation revocation{.reason = reason, .note = note, .more = {{"bulk", true}}};
    std::vector<BulkItem> items = chosen(transaction, choice, act.now);
    for (const BulkItem& item : items) {
      if (item.action == BulkAction::revoke) revoke_item(transaction, act, item, revocation);
    }
    return items;
  });
}

}  // namespace servicecard::desk
