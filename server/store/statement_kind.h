#pragma once

#include <string_view>

namespace servicecard::store {

/// True for a SELECT, or a WITH, which a back end lets only read. BEGIN, COMMIT and their like are
/// not for callers.
[[nodiscard]] bool is_reading(std::string_view sql);

/// The table that an INSERT, UPDATE or DELETE writes to; empty for any other statement.
[[nodiscard]] std::string_view written_table(std::string_view sql);

/// True for the few tables whose rows are no part of the record: what was asked and answered (the
/// journal covers it by the hour), nonces, the memory of requests already served, when keys were
/// used, and the journal's own tables. Everything else changes together with a leaf of the journal.
[[nodiscard]] bool is_unjournaled(std::string_view table);

}  // namespace servicecard::store
