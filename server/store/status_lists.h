#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/card_state.h"
#include "server/store/events.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// What an index says that no credential has: invalid once the list is written off.
enum class UnusedIndex : std::uint8_t { valid, invalid };

struct StatusListRow {
  std::int64_t number = 0;  ///< from 1
  std::int64_t capacity = 0;
  std::int64_t used = 0;
  Time opened_at;
  std::optional<Time> closed_at;  ///< no index is drawn from it any more
  Time last_expiry;               ///< of a credential in it; until then it is served
  UnusedIndex unused = UnusedIndex::valid;
};

/// What one index of a list stands for.
struct StatusEntry {
  std::int64_t index = 0;
  CredentialState credential = CredentialState::prepared;
  CardState card = CardState::prepared;
};

namespace status_lists {

/// How many entries a list has.
inline constexpr std::int64_t default_capacity = std::int64_t{1} << 17;

/// The list that indices are drawn from; nothing before the first.
[[nodiscard]] std::optional<StatusListRow> open_list(Reader& reader);
/// Closes the open list, if there is one, and opens the next; gives its number, which is that or
/// above.
[[nodiscard]] std::int64_t open_next(Transaction& transaction, std::int64_t capacity, Time now,
                                     std::int64_t at_least = 1);
/// Closes every list for good, to be served until then at least: whatever was drawn from one
/// unknown to this record is invalid. Gives how many are so for the first time.
std::int64_t write_off_all(Transaction& transaction, Time now, Time until);
[[nodiscard]] std::optional<StatusListRow> find(Reader& reader, std::int64_t number);
/// Those that are served: the open one, and any with a credential that has not expired.
[[nodiscard]] std::vector<StatusListRow> served(Reader& reader, Time now);
void for_each_entry(Reader& reader, std::int64_t number,
                    const std::function<void(StatusEntry)>& visit);

/// Counts one more index as used. `credentials::prepare` calls it.
void take_index(Transaction& transaction, std::int64_t number, Time expires);

}  // namespace status_lists
}  // namespace servicecard::store
