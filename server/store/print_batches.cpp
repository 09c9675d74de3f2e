#include "server/store/print_batches.h"

#include "server/store/columns.h"

namespace servicecard::store::print_batches {
namespace {

std::optional<BatchFault> fault_of(const Row& row) {
  const auto card = row.maybe_integer("fault_card_id");
  if (!card) return std::nullopt;
  return BatchFault{.card_id = *card, .fault = row.text("fault"), .text = row.text("fault_text")};
}

PrintBatch batch_of(const Row& row) {
  return {.id = row.integer("id"),
          .paper = named(row, "paper", parse_paper),
          .imprint = row.text("imprint"),
          .state = named(row, "state", parse_batch_state),
          .made_by = row.text("made_by"),
          .made_at = row.time("made_at"),
          .fault = fault_of(row),
          .ended_by = row.maybe_text("ended_by"),
          .ended_at = row.maybe_time("ended_at")};
}

BatchCard card_of(const Row& row) {
  return {.batch_id = row.integer("batch_id"),
          .place = row.integer("place"),
          .card_id = row.integer("card_id"),
          .state = named(row, "state", parse_batch_card_state),
          .proof = maybe_digest(row, "proof")};
}

BatchCounts counts_of(const Row& row) {
  return {.waiting = row.integer("waiting"),
          .ready = row.integer("ready"),
          .printed = row.integer("printed"),
          .spoiled = row.integer("spoiled"),
          .dropped = row.integer("dropped")};
}

}  // namespace

std::int64_t add(Transaction& transaction, const NewPrintBatch& batch) {
  return transaction
      .change_returning(
          "INSERT INTO print_batch (paper, imprint, state, made_by, made_at)"
          " VALUES ($paper, $imprint, 'working', $made_by, $made_at) RETURNING id",
          {{"$paper", to_string(batch.paper)},
           {"$imprint", batch.imprint},
           {"$made_by", batch.made_by},
           {"$made_at", batch.made_at}},
          id_of)
      .value();
}

void add_card(Transaction& transaction, std::int64_t batch_id, std::int64_t place,
              std::int64_t card_id) {
  transaction.change(
      "INSERT INTO batch_card (batch_id, place, card_id, state)"
      " VALUES ($batch_id, $place, $card_id, 'waiting')",
      {{"$batch_id", batch_id}, {"$place", place}, {"$card_id", card_id}});
}

std::optional<PrintBatch> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM print_batch WHERE id = $id", {{"$id", id}}, batch_of);
}

std::vector<PrintBatch> list(Reader& reader, Page page) {
  return reader.all(
      "SELECT * FROM print_batch WHERE $after = 0 OR id < $after ORDER BY id DESC LIMIT $limit",
      {{"$after", page.after}, {"$limit", page.limit}}, batch_of);
}

void save(Transaction& transaction, const PrintBatch& batch) {
  const auto& fault = batch.fault;
  transaction.change(
      "UPDATE print_batch SET state = $state, fault_card_id = $fault_card_id, fault = $fault,"
      " fault_text = $fault_text, ended_by = $ended_by, ended_at = $ended_at WHERE id = $id",
      {{"$id", batch.id},
       {"$state", to_string(batch.state)},
       {"$fault_card_id", fault ? std::optional(fault->card_id) : std::nullopt},
       {"$fault", fault ? std::optional<std::string_view>(fault->fault) : std::nullopt},
       {"$fault_text", fault ? std::optional<std::string_view>(fault->text) : std::nullopt},
       {"$ended_by", batch.ended_by},
       {"$ended_at", batch.ended_at}});
}

BatchCounts counts(Reader& reader, std::int64_t id) {
  return reader
      .one(
          "SELECT count(CASE WHEN state = 'waiting' THEN 1 END) AS waiting,"
          " count(CASE WHEN state = 'ready' THEN 1 END) AS ready,"
          " count(CASE WHEN state = 'printed' THEN 1 END) AS printed,"
          " count(CASE WHEN state = 'spoiled' THEN 1 END) AS spoiled,"
          " count(CASE WHEN state = 'dropped' THEN 1 END) AS dropped"
          " FROM batch_card WHERE batch_id = $id",
          {{"$id", id}}, counts_of)
      .value();
}

std::vector<BatchCard> cards(Reader& reader, std::int64_t id, std::optional<BatchCardState> state,
                             Page page) {
  return reader.all(
      "SELECT * FROM batch_card WHERE batch_id = $id AND place > $after"
      " AND (CAST($state AS TEXT) IS NULL OR state = $state) ORDER BY place LIMIT $limit",
      {{"$id", id},
       {"$after", page.after},
       {"$state", state ? std::optional(to_string(*state)) : std::nullopt},
       {"$limit", page.limit}},
      card_of);
}

std::optional<BatchCard> find_card(Reader& reader, std::int64_t id, std::int64_t card_id) {
  return reader.one("SELECT * FROM batch_card WHERE batch_id = $id AND card_id = $card_id",
                    {{"$id", id}, {"$card_id", card_id}}, card_of);
}

std::optional<BatchCard> current(Reader& reader, std::int64_t card_id) {
  return reader.one(
      "SELECT * FROM batch_card WHERE card_id = $card_id"
      " AND state IN ('waiting', 'ready', 'printed')",
      {{"$card_id", card_id}}, card_of);
}

void save_card(Transaction& transaction, const BatchCard& card) {
  transaction.change(
      "UPDATE batch_card SET state = $state, proof = $proof"
      " WHERE batch_id = $batch_id AND place = $place",
      {{"$batch_id", card.batch_id},
       {"$place", card.place},
       {"$state", to_string(card.state)},
       {"$proof", card.proof}});
}

void drop_cards(Transaction& transaction, std::int64_t id) {
  transaction.change(
      "UPDATE batch_card SET state = 'dropped'"
      " WHERE batch_id = $id AND state IN ('waiting', 'ready')",
      {{"$id", id}});
}

std::vector<std::int64_t> unprinted(Reader& reader, Time now,
                                    std::optional<std::int64_t> enterprise_id, std::int64_t limit) {
  return reader.all(
      "SELECT id FROM card WHERE state = 'active' AND valid_until > $now"
      " AND (CAST($enterprise_id AS BIGINT) IS NULL OR enterprise_id = $enterprise_id)"
      " AND NOT EXISTS (SELECT 1 FROM batch_card WHERE card_id = card.id"
      "  AND state IN ('waiting', 'ready', 'printed'))"
      " ORDER BY enterprise_id, id LIMIT $limit",
      {{"$now", now}, {"$enterprise_id", enterprise_id}, {"$limit", limit}}, id_of);
}

}  // namespace servicecard::store::print_batches
