#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/json.h"
#include "server/desk/print_batches.h"
#include "server/store/transaction.h"

/// What the steps of a print batch have in common.
namespace servicecard::desk {

[[nodiscard]] CardNumber number_of(store::Reader& reader, std::int64_t card_id);
[[nodiscard]] json::array numbers_json(store::Reader& reader,
                                       const std::vector<std::int64_t>& cards);

// Leaves of a batch, and of a card in it.
void append_of_batch(store::Transaction& transaction, const access::Act& act, std::string kind,
                     std::int64_t batch, json::object content);
void append_of_card(store::Transaction& transaction, const access::Act& act, std::string kind,
                    const CardNumber& number, std::int64_t batch);

/// What follows from the cards and the fault that a batch has now: it stops, is ready, goes on, or
/// is abandoned where no card is left. Saves it.
void advance(store::Transaction& transaction, const access::Act& act, store::PrintBatch& batch);
/// Ends it, with its leaf.
void end_batch(store::Transaction& transaction, const access::Act& act, store::PrintBatch& batch,
               BatchState end);

/// One step of a batch that has not ended, and what is to be seen of it after.
using BatchStep =
    std::function<std::optional<PrintRefusal>(store::Transaction&, store::PrintBatch&)>;
[[nodiscard]] BatchResult change_batch(const Desk& desk, std::int64_t id, const BatchStep& step);

}  // namespace servicecard::desk
