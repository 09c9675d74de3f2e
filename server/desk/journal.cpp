#include "server/desk/journal.h"

namespace servicecard::desk {

std::vector<store::JournalRow> read_journal(const Desk& desk, std::int64_t limit,
                                            std::optional<std::int64_t> before) {
  return desk.store.read(
      [&](store::Snapshot& snapshot) { return store::journal_log::page(snapshot, limit, before); });
}

store::JournalReport verify_journal(const Desk& desk) {
  return desk.store.read(
      [](store::Snapshot& snapshot) { return store::journal_log::verify(snapshot); });
}

}  // namespace servicecard::desk
