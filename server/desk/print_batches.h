#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/imprint.h"
#include "server/desk/print_error.h"
#include "server/desk/printing.h"
#include "server/store/print_batches.h"

/// 制卡: cards are printed in batches. Each card is proven first, some at a time; where all are,
/// the batch is ready and can be drawn as often as the printer needs it. In the end somebody says
/// that the cards came out right, or which did not.
namespace servicecard::desk {

inline constexpr std::int64_t most_batch_cards = 1'000;

/// Every active card of which no print counts, up to `most_batch_cards`.
struct Unprinted {
  std::optional<Uscc> enterprise;  ///< of this one alone
};
/// Numbers are as they were given. A card that was printed and not handed over yet may be named
/// again: the earlier print counts as spoiled.
using PrintChoice = std::variant<std::vector<std::string>, Unprinted>;

struct PrintOrder {
  PrintChoice cards;
  Paper paper = Paper::card;
};

struct BatchView {
  store::PrintBatch batch;
  Imprint imprint;  ///< as it was when the batch was made
  store::BatchCounts counts;
  std::optional<std::string> fault_card;  ///< number
};

struct BatchCardView {
  store::BatchCard row;
  std::string number;
  std::string holder;
  std::string enterprise_name;
};

struct BatchCardQuery {
  std::optional<BatchCardState> state;
  store::Page page;
};

using BatchResult = std::expected<BatchView, PrintRefusal>;

/// All that was asked for, or nothing: a card that cannot be printed now is named.
[[nodiscard]] BatchResult make_batch(const Desk& desk, const access::Act& act,
                                     const PrintOrder& order);
/// The newest first; the page's key is the batch's id.
[[nodiscard]] std::vector<BatchView> list_batches(const Desk& desk, store::Page page);
[[nodiscard]] BatchResult show_batch(const Desk& desk, std::int64_t id);
/// In the order of printing; the page's key is the place.
[[nodiscard]] std::expected<std::vector<BatchCardView>, PrintRefusal> list_batch_cards(
    const Desk& desk, std::int64_t id, const BatchCardQuery& query);

/// What is wrong with the print of a card.
struct ProofFault {
  std::string fault;  ///< a code
  std::string text;   ///< the text that cannot be printed; may be empty
};
/// Draws a card and reads it again.
using Prover =
    std::function<std::optional<ProofFault>(const Imprint& imprint, const PrintableCard& card)>;
/// The fault of a card that is not active any more.
inline constexpr const char* not_active_fault = "card-not-active";

/// Proves the next cards, so many that it takes about two seconds, and says how far it is. The
/// first that cannot be printed stops the batch and is named; asked again, it is tried again. Takes
/// up where it was cut short; where all are proven, nothing is done.
[[nodiscard]] BatchResult prove_batch(const Desk& desk, const access::Act& act, std::int64_t id,
                                      const Prover& prover);

/// What is drawn of a batch.
struct PrintableBatch {
  Imprint imprint;
  Paper paper = Paper::card;
  std::vector<PrintableCard> cards;
};
/// Of a batch that is ready. Refused, with its number, for a card that is not active any more or
/// does not say what it said when it was proven; that one can be left out.
[[nodiscard]] std::expected<PrintableBatch, PrintRefusal> printable_batch(const Desk& desk,
                                                                          Time now,
                                                                          std::int64_t id);

/// The batch goes on without that card; one that has no other is abandoned.
[[nodiscard]] BatchResult leave_out(const Desk& desk, const access::Act& act, std::int64_t id,
                                    const std::string& number);
/// The cards came out right, but for those.
[[nodiscard]] BatchResult finish_batch(const Desk& desk, const access::Act& act, std::int64_t id,
                                       const std::vector<std::string>& spoiled);
/// Nothing of it was printed; its cards can go into another.
[[nodiscard]] BatchResult abandon_batch(const Desk& desk, const access::Act& act, std::int64_t id);

}  // namespace servicecard::desk
