#include "server/store/database_copy.h"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <new>
#include <system_error>
#include <unistd.h>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include "server/store/failure.h"
#include "server/store/sqlite/backend.h"
#include "server/store/sqlite/statement.h"

namespace servicecard::store {
namespace {

namespace fs = std::filesystem;

constexpr int pages_a_step = 512;
constexpr int busy_timeout_ms = 5000;

// SQLite would make the file readable to all.
void make_private_file(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    throw fs::filesystem_error("cannot make the copy", file,
                               std::error_code(errno, std::generic_category()));
  }
  ::close(descriptor);
}

/// A reader that holds on to one moment of the database.
class Moment {
 public:
  explicit Moment(const fs::path& file)
      : database_(file.string(), SQLite::OPEN_READONLY, busy_timeout_ms) {
    sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    database_.exec("PRAGMA wal_autocheckpoint = 0; BEGIN");
    static_cast<void>(database_.execAndGet("SELECT count(*) FROM sqlite_schema"));
  }
  [[nodiscard]] sqlite3* handle() const { return database_.getHandle(); }

 private:
  SQLite::Database database_;
};

void copy_pages(sqlite3* from, sqlite3* to, const OnProgress& on_progress) {
  const std::unique_ptr<sqlite3_backup, decltype(&sqlite3_backup_finish)> copy(
      sqlite3_backup_init(to, "main", from, "main"), sqlite3_backup_finish);
  if (!copy) sqlite::throw_failure(to, sqlite3_errcode(to));
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(copy.get(), pages_a_step);
    const auto all = static_cast<std::size_t>(sqlite3_backup_pagecount(copy.get()));
    on_progress(all - static_cast<std::size_t>(sqlite3_backup_remaining(copy.get())), all);
  }
  if (code != SQLITE_DONE) sqlite::throw_failure(to, code);
}

bool is_whole(SQLite::Database& database) {
  SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
  return database.execAndGet("PRAGMA integrity_check").getString() == "ok" &&
         !dangling.executeStep();
}

std::map<std::string, std::int64_t> count_tables(SQLite::Database& database) {
  std::map<std::string, std::int64_t> counts;
  SQLite::Statement names(database,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE"
                          " 'sqlite!_%' ESCAPE '!'");
  while (names.executeStep()) {
    const std::string name = names.getColumn(0).getString();
    counts[name] = database.execAndGet("SELECT count(*) FROM \"" + name + "\"").getInt64();
  }
  return counts;
}

}  // namespace

void copy_database(const fs::path& from, const fs::path& to, const OnProgress& on_progress) {
  make_private_file(to);
  try {
    const Moment moment(from);
    SQLite::Database copy(to.string(), SQLite::OPEN_READWRITE);
    copy_pages(moment.handle(), copy.getHandle(), on_progress);
    // The copy came with the mark of a write-ahead log; without it, it is one file.
    static_cast<void>(copy.execAndGet("PRAGMA journal_mode = DELETE"));
  } catch (const SQLite::Exception& error) {
    throw Failure(FailureKind::broken, from.string() + ": " + error.what());
  }
}

Inspection inspect_database(const fs::path& file) {
  Inspection found;
  try {
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    if (!is_whole(database)) return found;
    found.tables = count_tables(database);
    found.schema =
        database.execAndGet("SELECT name FROM schema_migration ORDER BY number DESC LIMIT 1")
            .getString();
  } catch (const SQLite::Exception&) {
    return found;
  }
  const std::unique_ptr<Connection> connection = sqlite::backend(file)->open_reader();
  Snapshot snapshot(*connection);
  found.journal = journal_log::verify(snapshot);
  found.is_whole = true;
  return found;
}

}  // namespace servicecard::store
