#include <algorithm>
#include <cstddef>
#include <fcntl.h>
#include <optional>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "cardlib/crypto/digest.h"
#include "server/store/database_copy.h"
#include "server/store/failure.h"
#include "server/store/migration.h"

namespace servicecard::store {
namespace {

struct Applied {
  int number;
  std::string name;
  std::string hash;
};

std::vector<Applied> applied_steps(SQLite::Database& database) {
  std::vector<Applied> steps;
  if (!database.tableExists("schema_migration")) return steps;
  SQLite::Statement query(database,
                          "SELECT number, name, hash FROM schema_migration ORDER BY number");
  while (query.executeStep()) {
    steps.push_back({query.getColumn(0).getInt(), query.getColumn(1).getString(),
                     query.getColumn(2).getString()});
  }
  return steps;
}

std::string hash_of(const Migration& migration) {
  return std::string(as_text(sha256(migration.sql)));
}

// What was applied must be a beginning of what the program knows.
std::optional<MigrationProblem> conflict(std::span<const Applied> applied,
                                         std::span<const Migration> known) {
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (i >= known.size()) {
      return MigrationProblem{MigrationError::unknown_newer,
                              "the database has step " + applied[i].name +
                                  ", which this program does not know: run the newer program"};
    }
    if (applied[i].number != known[i].number || applied[i].name != known[i].name ||
        applied[i].hash != hash_of(known[i])) {
      return MigrationProblem{MigrationError::changed,
                              "step " + applied[i].name +
                                  " was applied in another wording: run the program that made this"
                                  " database, or restore its backup"};
    }
  }
  return std::nullopt;
}

void apply(SQLite::Database& database, const Migration& migration, Time now) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  database.exec(std::string(migration.sql));
  SQLite::Statement record(database,
                           "INSERT INTO schema_migration (number, name, hash, applied_at)"
                           " VALUES (?, ?, ?, ?)");
  const std::string hash = hash_of(migration);
  record.bind(1, migration.number);
  record.bind(2, std::string(migration.name));
  record.bind(3, hash.data(), static_cast<int>(hash.size()));
  record.bind(4, std::int64_t{now.time_since_epoch().count()});
  record.exec();
  transaction.commit();
}

// SQLite would make the file readable to all; its log and index take the mode of the file.
void make_private_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    throw std::filesystem::filesystem_error("cannot make the database", file,
                                            std::error_code(errno, std::generic_category()));
  }
  ::close(descriptor);
}

// What is about to be changed, as it was. It lies as safe as the database does: in the same folder,
// with the same mode, and it holds nothing that the database does not.
void keep_copy(const std::filesystem::path& file, const Migration& next) {
  std::filesystem::path copy = file;
  copy += ".before-" + std::string(next.name.substr(0, next.name.find('_')));
  std::filesystem::path draft = copy;
  draft += ".draft";
  std::filesystem::remove(draft);
  copy_database(file, draft, [](std::size_t, std::size_t) {});
  std::filesystem::rename(draft, copy);
}

std::expected<int, MigrationProblem> apply_missing(const std::filesystem::path& file,
                                                   SQLite::Database& database,
                                                   std::span<const Migration> migrations,
                                                   Time now) {
  database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
      " hash BLOB NOT NULL, applied_at INTEGER NOT NULL) STRICT");
  const std::vector<Applied> applied = applied_steps(database);
  if (auto problem = conflict(applied, migrations)) return std::unexpected(std::move(*problem));
  if (!applied.empty() && applied.size() < migrations.size()) {
    keep_copy(file, migrations[applied.size()]);
  }
  for (const Migration& migration : migrations.subspan(applied.size())) {
    apply(database, migration, now);
  }
  return static_cast<int>(migrations.size() - applied.size());
}

}  // namespace

std::expected<int, MigrationProblem> migrate(const std::filesystem::path& database,
                                             std::span<const Migration> migrations, Time now) {
  make_private_file(database);
  try {
    SQLite::Database handle(database.string(), SQLite::OPEN_READWRITE);
    return apply_missing(database, handle, migrations, now);
  } catch (const SQLite::Exception& error) {
    throw Failure(FailureKind::broken, database.string() + ": " + error.what());
  }
}

std::expected<void, MigrationProblem> check_migrations(const std::filesystem::path& database,
                                                       std::span<const Migration> migrations) {
  if (!std::filesystem::exists(database)) {
    return std::unexpected(MigrationProblem{
        MigrationError::no_database, "no database at " + database.string() + ": run cardctl init"});
  }
  std::vector<Applied> applied;
  try {
    SQLite::Database handle(database.string(), SQLite::OPEN_READWRITE);
    applied = applied_steps(handle);
  } catch (const SQLite::Exception& error) {
    throw Failure(FailureKind::broken, database.string() + ": " + error.what());
  }
  if (auto problem = conflict(applied, migrations)) return std::unexpected(std::move(*problem));
  if (applied.size() < migrations.size()) {
    return std::unexpected(
        MigrationProblem{MigrationError::missing, "the database lacks step " +
                                                      std::string(migrations[applied.size()].name) +
                                                      ": back it up, then run cardctl migrate"});
  }
  return {};
}

}  // namespace servicecard::store
