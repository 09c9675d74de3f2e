#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/events.h"
#include "server/store/journal_table.h"
#include "server/store/reader.h"

namespace servicecard::store {

/// What a change tells the journal of itself. The leaf states all but the content, to which it
/// commits; personal data belongs in the content, which can be erased one day.
struct JournalEntry {
  Time time;
  std::string actor;    ///< who did it: the name of an account, or `system`
  std::string kind;     ///< what was done, as in `card.revoked`
  std::string subject;  ///< to whom or what, as in `card:YC26-00017-2`
  json::object content;
};

/// The writer's side of one change: it reads and writes, and appends what it did to the journal.
/// A change that wrote to any table of the record without a leaf is refused at its end.
class Transaction : public Reader {
 public:
  Transaction(Connection& connection, JournalTable& journal)
      : Reader(connection), journal_(journal) {}

  /// Runs an INSERT, UPDATE or DELETE on a table of the record; gives the number of rows changed.
  std::int64_t change(std::string_view sql, Parameters parameters);

  /// As `change`, for a statement that ends in RETURNING; gives the first row, as `map` makes it.
  template <class Map>
  [[nodiscard]] auto change_returning(std::string_view sql, Parameters parameters, Map map) {
    std::optional<std::invoke_result_t<Map, const Row&>> first;
    run_change(sql, parameters, [&](const Row& row) {
      if (!first) first = map(row);
    });
    return first;
  }

  /// Runs an INSERT, UPDATE or DELETE on one of the few tables that need no leaf
  /// (`is_unjournaled`); gives the number of rows changed.
  std::int64_t note(std::string_view sql, Parameters parameters);

  /// As `note`, for a statement that ends in RETURNING.
  template <class Map>
  [[nodiscard]] auto note_returning(std::string_view sql, Parameters parameters, Map map) {
    std::optional<std::invoke_result_t<Map, const Row&>> first;
    run_note(sql, parameters, [&](const Row& row) {
      if (!first) first = map(row);
    });
    return first;
  }

  /// Appends a leaf; gives its place in the journal.
  std::uint64_t append(const JournalEntry& entry);

  /// Tells the store's observers, once the change is durable and before whoever asked for it is
  /// answered.
  void announce(Event event);

  /// False for a change that wrote to the record and has no leaf.
  [[nodiscard]] bool is_journaled() const { return !wrote_ || appended_; }
  [[nodiscard]] std::vector<Event> take_events() { return std::move(events_); }

 private:
  std::int64_t run_change(std::string_view sql, Parameters parameters, const RowVisitor& visit);
  std::int64_t run_note(std::string_view sql, Parameters parameters, const RowVisitor& visit);

  JournalTable& journal_;
  std::vector<Event> events_;
  bool wrote_ = false;
  bool appended_ = false;
};

}  // namespace servicecard::store
