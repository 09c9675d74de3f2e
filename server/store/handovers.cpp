#include "server/store/handovers.h"

#include "server/store/columns.h"

namespace servicecard::store::handovers {
namespace {

std::optional<Handover> handover_of(const Row& row) {
  const auto recipient = row.maybe_text("recipient");
  if (!recipient) return std::nullopt;
  return Handover{.recipient = *recipient,
                  .note = row.text("note"),
                  .by = row.text("handed_by"),
                  .at = row.time("handed_at")};
}

}  // namespace

void add(Transaction& transaction, std::int64_t card_id, const Handover& handover) {
  transaction.change(
      "INSERT INTO handover (card_id, recipient, note, handed_by, handed_at)"
      " VALUES ($card_id, $recipient, $note, $by, $at)",
      {{"$card_id", card_id},
       {"$recipient", handover.recipient},
       {"$note", handover.note},
       {"$by", handover.by},
       {"$at", handover.at}});
}

CardPrint print_of(Reader& reader, std::int64_t card_id) {
  return reader
      .one("SELECT * FROM card_print WHERE card_id = $card_id", {{"$card_id", card_id}},
           [](const Row& row) {
             return CardPrint{.state = named(row, "state", parse_print_state),
                              .batch = row.integer("batch_id"),
                              .handover = handover_of(row)};
           })
      .value_or(CardPrint{});
}

}  // namespace servicecard::store::handovers
