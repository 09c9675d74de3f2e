#include "server/store/status_lists.h"

#include "server/store/columns.h"
#include "server/store/credentials.h"

namespace servicecard::store::status_lists {
namespace {

StatusListRow list_of(const Row& row) {
  return {
      .number = row.integer("number"),
      .capacity = row.integer("capacity"),
      .used = row.integer("used"),
      .opened_at = row.time("opened_at"),
      .closed_at = row.maybe_time("closed_at"),
      .last_expiry = row.time("last_expiry"),
      .unused = row.text_view("unused") == "invalid" ? UnusedIndex::invalid : UnusedIndex::valid};
}

}  // namespace

std::optional<StatusListRow> open_list(Reader& reader) {
  return reader.one("SELECT * FROM status_list WHERE closed_at IS NULL", {}, list_of);
}

std::int64_t open_next(Transaction& transaction, std::int64_t capacity, Time now,
                       std::int64_t at_least) {
  transaction.change("UPDATE status_list SET closed_at = $now WHERE closed_at IS NULL",
                     {{"$now", now}});
  return transaction
      .change_returning(
          "INSERT INTO status_list (number, capacity, used, opened_at, last_expiry)"
          " SELECT CASE WHEN MAX(number) >= $at_least THEN MAX(number) + 1 ELSE $at_least END,"
          " $capacity, 0, $now, $now FROM status_list RETURNING number",
          {{"$capacity", capacity}, {"$now", now}, {"$at_least", at_least}},
          [](const Row& row) { return row.integer("number"); })
      .value();
}

std::int64_t write_off_all(Transaction& transaction, Time now, Time until) {
  return transaction.change(
      "UPDATE status_list SET closed_at = COALESCE(closed_at, $now), unused = 'invalid', "
      "last_expiry"
      " = CASE WHEN last_expiry < $until THEN $until ELSE last_expiry END WHERE unused = 'valid'",
      {{"$now", now}, {"$until", until}});
}

std::optional<StatusListRow> find(Reader& reader, std::int64_t number) {
  return reader.one("SELECT * FROM status_list WHERE number = $number", {{"$number", number}},
                    list_of);
}

std::vector<StatusListRow> served(Reader& reader, Time now) {
  return reader.all(
      "SELECT * FROM status_list WHERE closed_at IS NULL OR last_expiry > $now ORDER BY number",
      {{"$now", now}}, list_of);
}

void for_each_entry(Reader& reader, std::int64_t number,
                    const std::function<void(StatusEntry)>& visit) {
  reader.query(
      "SELECT idx, credential.state AS credential_state, card.state AS card_state FROM credential"
      " JOIN card ON card.id = card_id WHERE list = $number",
      {{"$number", number}}, [&](const Row& row) {
        visit({.index = row.integer("idx"),
               .credential = named(row, "credential_state", parse_credential_state),
               .card = named(row, "card_state", parse_card_state)});
      });
}

void take_index(Transaction& transaction, std::int64_t number, Time expires) {
  transaction.change(
      "UPDATE status_list SET used = used + 1, last_expiry ="
      " CASE WHEN last_expiry < $expires THEN $expires ELSE last_expiry END"
      " WHERE number = $number",
      {{"$expires", expires}, {"$number", number}});
}

}  // namespace servicecard::store::status_lists
