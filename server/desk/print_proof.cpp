#include <utility>

#include "server/desk/batch_steps.h"
#include "server/store/cards.h"

namespace servicecard::desk {
namespace {

// About two seconds' work: at some sixty milliseconds a card.
constexpr std::int64_t cards_at_once = 32;

using store::BatchCard;

struct Waiting {
  BatchCard row;
  std::expected<PrintableCard, CardError> face;
};

struct Proving {
  BatchState state = BatchState::working;
  Imprint imprint;
  std::vector<Waiting> cards;
};

std::expected<Proving, PrintRefusal> next_cards(const Desk& desk, Time now, std::int64_t id) {
  using Result = std::expected<Proving, PrintRefusal>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    const auto batch = store::print_batches::find(snapshot, id);
    if (!batch) return std::unexpected(PrintRefusal{PrintingError::no_such_batch});
    if (batch->ended_at) return std::unexpected(PrintRefusal{PrintingError::batch_ended});
    Proving proving{.state = batch->state, .imprint = read_imprint(batch->imprint), .cards = {}};
    for (const BatchCard& row : store::print_batches::cards(snapshot, id, BatchCardState::waiting,
                                                            {.limit = cards_at_once})) {
      auto card = store::cards::find(snapshot, row.card_id).value();
      auto face = printable(desk, snapshot, now, std::move(card));
      proving.cards.push_back({.row = row, .face = std::move(face)});
    }
    return proving;
  });
}

struct Proven {
  std::vector<BatchCard> cards;
  std::optional<store::BatchFault> fault;
};

std::optional<ProofFault> fault_of(const Imprint& imprint, const Waiting& card,
                                   const Prover& prover) {
  if (!card.face) return ProofFault{.fault = not_active_fault, .text = {}};
  return prover(imprint, *card.face);
}

// Up to the first that cannot be printed.
Proven prove(const Proving& proving, const Prover& prover) {
  Proven proven;
  for (const Waiting& card : proving.cards) {
    if (auto fault = fault_of(proving.imprint, card, prover)) {
      proven.fault = {.card_id = card.row.card_id,
                      .fault = std::move(fault->fault),
                      .text = std::move(fault->text)};
      break;
    }
    proven.cards.push_back(card.row);
    proven.cards.back().state = BatchCardState::ready;
    proven.cards.back().proof = digest_of(*card.face);
  }
  return proven;
}

bool still_waits(store::Reader& reader, std::int64_t batch, std::int64_t card) {
  const auto row = store::print_batches::find_card(reader, batch, card);
  return row && row->state == BatchCardState::waiting;
}

// Another step may have proven or dropped some of them meanwhile.
void record(store::Transaction& transaction, const access::Act& act, store::PrintBatch& batch,
            const Proven& proven) {
  std::vector<std::int64_t> done;
  for (const BatchCard& card : proven.cards) {
    if (!still_waits(transaction, batch.id, card.card_id)) continue;
    store::print_batches::save_card(transaction, card);
    done.push_back(card.card_id);
  }
  batch.fault.reset();
  if (proven.fault && still_waits(transaction, batch.id, proven.fault->card_id)) {
    batch.fault = proven.fault;
  }
  if (!done.empty() || !batch.fault) {
    append_of_batch(transaction, act, "print.proven", batch.id,
                    {{"cards", numbers_json(transaction, done)}});
  }
  if (batch.fault) {
    append_of_batch(transaction, act, "print.stopped", batch.id,
                    {{"card", number_of(transaction, batch.fault->card_id).str()},
                     {"fault", batch.fault->fault},
                     {"text", batch.fault->text}});
  }
  advance(transaction, act, batch);
}

}  // namespace

BatchResult prove_batch(const Desk& desk, const access::Act& act, std::int64_t id,
                        const Prover& prover) {
  const auto proving = next_cards(desk, act.now, id);
  if (!proving) return std::unexpected(proving.error());
  if (proving->state == BatchState::ready) return show_batch(desk, id);
  const Proven proven = prove(*proving, prover);
  return change_batch(desk, id, [&](store::Transaction& transaction, store::PrintBatch& batch) {
    record(transaction, act, batch, proven);
    return std::optional<PrintRefusal>();
  });
}

std::expected<PrintableBatch, PrintRefusal> printable_batch(const Desk& desk, Time now,
                                                            std::int64_t id) {
  using Result = std::expected<PrintableBatch, PrintRefusal>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    const auto batch = store::print_batches::find(snapshot, id);
    if (!batch) return std::unexpected(PrintRefusal{PrintingError::no_such_batch});
    if (batch->ended_at) return std::unexpected(PrintRefusal{PrintingError::batch_ended});
    if (batch->state != BatchState::ready) {
      return std::unexpected(PrintRefusal{PrintingError::not_proven});
    }
    PrintableBatch out{.imprint = read_imprint(batch->imprint), .paper = batch->paper, .cards = {}};
    for (const BatchCard& row : store::print_batches::cards(snapshot, id, BatchCardState::ready,
                                                            {.limit = most_batch_cards})) {
      auto card = store::cards::find(snapshot, row.card_id).value();
      const std::string number = card.number.str();
      auto face = printable(desk, snapshot, now, std::move(card));
      if (!face) return std::unexpected(PrintRefusal{face.error(), number});
      if (digest_of(*face) != row.proof) {
        return std::unexpected(PrintRefusal{PrintingError::changed, number});
      }
      out.cards.push_back(*std::move(face));
    }
    return out;
  });
}

}  // namespace servicecard::desk
