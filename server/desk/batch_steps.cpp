#include "server/desk/batch_steps.h"

#include <utility>

#include "server/store/cards.h"

namespace servicecard::desk {
namespace {

json::object counts_json(const store::BatchCounts& counts) {
  return {{"printed", counts.printed}, {"spoiled", counts.spoiled}, {"dropped", counts.dropped}};
}

}  // namespace

CardNumber number_of(store::Reader& reader, std::int64_t card_id) {
  return store::cards::find(reader, card_id).value().number;
}

json::array numbers_json(store::Reader& reader, const std::vector<std::int64_t>& cards) {
  json::array numbers;
  for (const std::int64_t id : cards) numbers.emplace_back(number_of(reader, id).str());
  return numbers;
}

void append_of_batch(store::Transaction& transaction, const access::Act& act, std::string kind,
                     std::int64_t batch, json::object content) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "print-batch:" + std::to_string(batch),
                      .content = std::move(content)});
}

void append_of_card(store::Transaction& transaction, const access::Act& act, std::string kind,
                    const CardNumber& number, std::int64_t batch) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "card:" + number.str(),
                      .content = {{"batch", batch}}});
}

void end_batch(store::Transaction& transaction, const access::Act& act, store::PrintBatch& batch,
               BatchState end) {
  batch.state = end;
  batch.fault.reset();
  batch.ended_by = act.actor.name;
  batch.ended_at = act.now;
  store::print_batches::save(transaction, batch);
  append_of_batch(transaction, act,
                  end == BatchState::printed ? "print.finished" : "print.abandoned", batch.id,
                  counts_json(store::print_batches::counts(transaction, batch.id)));
}

void advance(store::Transaction& transaction, const access::Act& act, store::PrintBatch& batch) {
  const store::BatchCounts counts = store::print_batches::counts(transaction, batch.id);
  if (counts.waiting + counts.ready == 0) {
    end_batch(transaction, act, batch, BatchState::abandoned);
    return;
  }
  batch.state = batch.fault          ? BatchState::stopped
                : counts.waiting > 0 ? BatchState::working
                                     : BatchState::ready;
  store::print_batches::save(transaction, batch);
}

BatchResult change_batch(const Desk& desk, std::int64_t id, const BatchStep& step) {
  using Changed = std::expected<std::int64_t, PrintRefusal>;
  const auto changed = desk.store.write([&](store::Transaction& transaction) -> Changed {
    auto batch = store::print_batches::find(transaction, id);
    if (!batch) return std::unexpected(PrintRefusal{PrintingError::no_such_batch});
    if (batch->ended_at) return std::unexpected(PrintRefusal{PrintingError::batch_ended});
    if (auto refusal = step(transaction, *batch)) return std::unexpected(*std::move(refusal));
    return id;
  });
  if (!changed) return std::unexpected(changed.error());
  return show_batch(desk, id);
}

}  // namespace servicecard::desk
