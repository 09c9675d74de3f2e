#pragma once

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "cardlib/identity/civil_date.h"

namespace servicecard::store {

/// One step of the schema: a file `schema/NNNN_name.sql`.
struct Migration {
  int number;             ///< from 1, without a gap
  std::string_view name;  ///< `NNNN_name`
  std::string_view sql;
};

/// The steps that this program was built with, in order.
[[nodiscard]] std::span<const Migration> built_in_migrations();

enum class MigrationError {
  no_database,    ///< there is no database where one should be
  missing,        ///< the database lacks a step: it is older than the program
  unknown_newer,  ///< the database has a step that the program does not know: it is newer
  changed,        ///< a step was applied in another wording than the program has
};

struct MigrationProblem {
  MigrationError error;
  std::string detail;  ///< the step, and what to do
};

/// Makes the database if need be (mode 0600) and applies what it lacks, each step in a transaction
/// of its own, recorded with its SHA-256. A database that lacks a step is copied first, into
/// `<database>.before-NNNN` beside it, NNNN being that step. Gives the number of steps applied.
/// Call it only where no store has the database open.
[[nodiscard]] std::expected<int, MigrationProblem> migrate(const std::filesystem::path& database,
                                                           std::span<const Migration> migrations,
                                                           Time now);

/// Whether the database has exactly these steps.
[[nodiscard]] std::expected<void, MigrationProblem> check_migrations(
    const std::filesystem::path& database, std::span<const Migration> migrations);

}  // namespace servicecard::store
