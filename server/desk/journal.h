#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server/desk/desk.h"
#include "server/store/journal_log.h"

/// The record of changes, for those who audit it.
namespace servicecard::desk {

/// So many entries, the newest first, from before `before` or from the end.
[[nodiscard]] std::vector<store::JournalRow> read_journal(const Desk& desk, std::int64_t limit,
                                                          std::optional<std::int64_t> before);

/// Recomputes the whole record.
[[nodiscard]] store::JournalReport verify_journal(const Desk& desk);

}  // namespace servicecard::desk
