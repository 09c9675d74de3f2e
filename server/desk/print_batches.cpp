#include "server/desk/print_batches.h"

#include <set>
#include <utility>

#include "server/desk/batch_steps.h"
#include "server/desk/cards.h"
#include "server/store/enterprises.h"
#include "server/store/handovers.h"

namespace servicecard::desk {
namespace {

using store::BatchCard;
using Changed = std::expected<std::int64_t, PrintRefusal>;
using CardIds = std::expected<std::vector<std::int64_t>, PrintRefusal>;

std::unexpected<PrintRefusal> refused(PrintingError why, const std::string& card = {}) {
  return std::unexpected(PrintRefusal{why, card});
}

std::vector<std::int64_t> unprinted(store::Reader& reader, Time now, const Unprinted& choice) {
  std::optional<std::int64_t> of;
  if (choice.enterprise) {
    const auto enterprise = store::enterprises::find(reader, *choice.enterprise);
    if (!enterprise) return {};
    of = enterprise->id;
  }
  return store::print_batches::unprinted(reader, now, of, most_batch_cards);
}

// A print that somebody orders anew did not come out right.
std::optional<PrintingError> take_back(store::Transaction& transaction, const access::Act& act,
                                       const store::Card& card) {
  auto current = store::print_batches::current(transaction, card.id);
  if (!current) return std::nullopt;
  if (current->state != BatchCardState::printed) return PrintingError::card_in_batch;
  if (store::handovers::print_of(transaction, card.id).handover) return PrintingError::handed_over;
  current->state = BatchCardState::spoiled;
  store::print_batches::save_card(transaction, *current);
  append_of_card(transaction, act, "card.spoiled", card.number, current->batch_id);
  return std::nullopt;
}

CardIds chosen(store::Transaction& transaction, const Desk& desk, const access::Act& act,
               const std::vector<std::string>& numbers) {
  std::vector<std::int64_t> ids;
  std::set<std::int64_t> seen;
  for (const std::string& text : numbers) {
    const auto number = CardNumber::parse(text);
    const auto card = number ? store::cards::find(transaction, *number) : std::nullopt;
    if (!card) return std::unexpected(PrintRefusal{CardError::no_such_card, text});
    if (const auto face = printable(desk, transaction, act.now, *card); !face) {
      return std::unexpected(PrintRefusal{face.error(), text});
    }
    if (!seen.insert(card->id).second) return refused(PrintingError::card_in_batch, text);
    if (const auto objection = take_back(transaction, act, *card)) return refused(*objection, text);
    ids.push_back(card->id);
  }
  return ids;
}

CardIds cards_of(store::Transaction& transaction, const Desk& desk, const access::Act& act,
                 const PrintChoice& choice) {
  if (const auto* const numbers = std::get_if<std::vector<std::string>>(&choice)) {
    return chosen(transaction, desk, act, *numbers);
  }
  return unprinted(transaction, act.now, std::get<Unprinted>(choice));
}

std::int64_t add(store::Transaction& transaction, const access::Act& act, const PrintOrder& order,
                 const Imprint& imprint, const std::vector<std::int64_t>& cards) {
  const std::int64_t id =
      store::print_batches::add(transaction, {.paper = order.paper,
                                              .imprint = json::serialize(imprint_json(imprint)),
                                              .made_by = act.actor.name,
                                              .made_at = act.now});
  std::int64_t place = 0;
  for (const std::int64_t card : cards) {
    store::print_batches::add_card(transaction, id, ++place, card);
  }
  append_of_batch(transaction, act, "print.begun", id,
                  {{"cards", numbers_json(transaction, cards)}, {"paper", to_string(order.paper)}});
  return id;
}

BatchView view_of(store::Reader& reader, store::PrintBatch batch) {
  BatchView view{.batch = std::move(batch), .imprint = {}, .counts = {}, .fault_card = {}};
  view.imprint = read_imprint(view.batch.imprint);
  view.counts = store::print_batches::counts(reader, view.batch.id);
  if (view.batch.fault) view.fault_card = number_of(reader, view.batch.fault->card_id).str();
  return view;
}

// A card of a batch that is not printed yet.
std::expected<BatchCard, PrintRefusal> open_card(store::Reader& reader, std::int64_t id,
                                                 const std::string& text) {
  const auto number = CardNumber::parse(text);
  const auto card = number ? store::cards::find(reader, *number) : std::nullopt;
  if (!card) return std::unexpected(PrintRefusal{CardError::no_such_card, text});
  const auto row = store::print_batches::find_card(reader, id, card->id);
  const bool open =
      row && (row->state == BatchCardState::waiting || row->state == BatchCardState::ready);
  if (!open) return refused(PrintingError::not_in_batch, text);
  return *row;
}

std::optional<PrintRefusal> finish(store::Transaction& transaction, const access::Act& act,
                                   store::PrintBatch& batch,
                                   const std::vector<std::string>& spoiled) {
  if (batch.state != BatchState::ready) return PrintRefusal{PrintingError::not_proven};
  std::set<std::int64_t> bad;
  for (const std::string& text : spoiled) {
    const auto card = open_card(transaction, batch.id, text);
    if (!card) return card.error();
    bad.insert(card->card_id);
  }
  for (BatchCard& card : store::print_batches::cards(transaction, batch.id, BatchCardState::ready,
                                                     {.limit = most_batch_cards})) {
    const bool right = !bad.contains(card.card_id);
    card.state = right ? BatchCardState::printed : BatchCardState::spoiled;
    store::print_batches::save_card(transaction, card);
    append_of_card(transaction, act, right ? "card.printed" : "card.spoiled",
                   number_of(transaction, card.card_id), batch.id);
  }
  end_batch(transaction, act, batch, BatchState::printed);
  return std::nullopt;
}

}  // namespace

BatchResult make_batch(const Desk& desk, const access::Act& act, const PrintOrder& order) {
  const Imprint imprint = show_imprint(desk);
  const auto made = desk.store.write([&](store::Transaction& transaction) -> Changed {
    const auto cards = cards_of(transaction, desk, act, order.cards);
    if (!cards) return std::unexpected(cards.error());
    if (cards->empty()) return refused(PrintingError::no_cards);
    return add(transaction, act, order, imprint, *cards);
  });
  if (!made) return std::unexpected(made.error());
  return show_batch(desk, *made);
}

std::vector<BatchView> list_batches(const Desk& desk, store::Page page) {
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<BatchView> views;
    for (store::PrintBatch& batch : store::print_batches::list(snapshot, page)) {
      views.push_back(view_of(snapshot, std::move(batch)));
    }
    return views;
  });
}

BatchResult show_batch(const Desk& desk, std::int64_t id) {
  return desk.store.read([&](store::Snapshot& snapshot) -> BatchResult {
    auto batch = store::print_batches::find(snapshot, id);
    if (!batch) return refused(PrintingError::no_such_batch);
    return view_of(snapshot, *std::move(batch));
  });
}

std::expected<std::vector<BatchCardView>, PrintRefusal> list_batch_cards(
    const Desk& desk, std::int64_t id, const BatchCardQuery& query) {
  using Result = std::expected<std::vector<BatchCardView>, PrintRefusal>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    if (!store::print_batches::find(snapshot, id)) return refused(PrintingError::no_such_batch);
    std::vector<BatchCardView> views;
    for (const BatchCard& row :
         store::print_batches::cards(snapshot, id, query.state, query.page)) {
      const auto card =
          view_of(snapshot, store::cards::find(snapshot, row.card_id).value(), Time{});
      views.push_back({.row = row,
                       .number = card.card.number.str(),
                       .holder = card.person_name,
                       .enterprise_name = card.enterprise_name});
    }
    return views;
  });
}

BatchResult leave_out(const Desk& desk, const access::Act& act, std::int64_t id,
                      const std::string& number) {
  return change_batch(desk, id, [&](store::Transaction& transaction, store::PrintBatch& batch) {
    auto card = open_card(transaction, id, number);
    if (!card) return std::optional(card.error());
    card->state = BatchCardState::dropped;
    store::print_batches::save_card(transaction, *card);
    append_of_batch(transaction, act, "print.left_out", id,
                    {{"card", number_of(transaction, card->card_id).str()}});
    if (batch.fault && batch.fault->card_id == card->card_id) batch.fault.reset();
    advance(transaction, act, batch);
    return std::optional<PrintRefusal>();
  });
}

BatchResult finish_batch(const Desk& desk, const access::Act& act, std::int64_t id,
                         const std::vector<std::string>& spoiled) {
  return change_batch(desk, id, [&](store::Transaction& transaction, store::PrintBatch& batch) {
    return finish(transaction, act, batch, spoiled);
  });
}

BatchResult abandon_batch(const Desk& desk, const access::Act& act, std::int64_t id) {
  return change_batch(desk, id, [&](store::Transaction& transaction, store::PrintBatch& batch) {
    store::print_batches::drop_cards(transaction, id);
    end_batch(transaction, act, batch, BatchState::abandoned);
    return std::optional<PrintRefusal>();
  });
}

}  // namespace servicecard::desk
