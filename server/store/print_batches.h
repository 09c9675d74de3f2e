#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/printing.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// Why a batch stopped.
struct BatchFault {
  std::int64_t card_id = 0;
  std::string fault;  ///< a code
  std::string text;   ///< the text that cannot be printed; may be empty

  bool operator==(const BatchFault&) const = default;
};

/// Cards that are printed together.
struct PrintBatch {
  std::int64_t id = 0;
  Paper paper = Paper::card;
  std::string imprint;  ///< JSON
  BatchState state = BatchState::working;
  std::string made_by;
  Time made_at;
  std::optional<BatchFault> fault;  ///< of one that stopped
  std::optional<std::string> ended_by;
  std::optional<Time> ended_at;
};

struct NewPrintBatch {
  Paper paper = Paper::card;
  std::string imprint;
  std::string made_by;
  Time made_at;
};

struct BatchCard {
  std::int64_t batch_id = 0;
  std::int64_t place = 0;  ///< from 1, in the order of printing
  std::int64_t card_id = 0;
  BatchCardState state = BatchCardState::waiting;
  std::optional<Sha256> proof;  ///< the digest of all that stood on it when it was proven
};

/// How many cards of a batch are in each state.
struct BatchCounts {
  std::int64_t waiting = 0;
  std::int64_t ready = 0;
  std::int64_t printed = 0;
  std::int64_t spoiled = 0;
  std::int64_t dropped = 0;

  bool operator==(const BatchCounts&) const = default;
};

namespace print_batches {

/// Its state is `working`.
[[nodiscard]] std::int64_t add(Transaction& transaction, const NewPrintBatch& batch);
/// Behind those that it has, waiting. Throws `Failure` where the card is in another batch, or a
/// print of it counts.
void add_card(Transaction& transaction, std::int64_t batch_id, std::int64_t place,
              std::int64_t card_id);
[[nodiscard]] std::optional<PrintBatch> find(Reader& reader, std::int64_t id);
/// The newest first; the page's key is the id.
[[nodiscard]] std::vector<PrintBatch> list(Reader& reader, Page page);
/// Writes state, fault and end. Throws `Failure` for a batch that has ended.
void save(Transaction& transaction, const PrintBatch& batch);

[[nodiscard]] BatchCounts counts(Reader& reader, std::int64_t id);
/// In their order; the page's key is the place.
[[nodiscard]] std::vector<BatchCard> cards(Reader& reader, std::int64_t id,
                                           std::optional<BatchCardState> state, Page page);
[[nodiscard]] std::optional<BatchCard> find_card(Reader& reader, std::int64_t id,
                                                 std::int64_t card_id);
/// Where the card is printed, or about to be.
[[nodiscard]] std::optional<BatchCard> current(Reader& reader, std::int64_t card_id);
/// Writes its state and proof.
void save_card(Transaction& transaction, const BatchCard& card);
/// Drops all that are not printed.
void drop_cards(Transaction& transaction, std::int64_t id);

/// Active cards that are in no batch and of which no print counts, one enterprise after another.
[[nodiscard]] std::vector<std::int64_t> unprinted(Reader& reader, Time now,
                                                  std::optional<std::int64_t> enterprise_id,
                                                  std::int64_t limit);

}  // namespace print_batches
}  // namespace servicecard::store
