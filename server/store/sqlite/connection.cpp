#include "server/store/sqlite/connection.h"

#include <new>
#include <stdexcept>

#include <SQLiteCpp/Exception.h>

#include "server/store/failure.h"

namespace servicecard::store::sqlite {
namespace {

constexpr int busy_timeout_ms = 5000;
constexpr int checkpoint_pages = 2000;  // 8 MB of log

constexpr std::string_view begin_to_read = "BEGIN";
constexpr std::string_view commit_all = "COMMIT";
constexpr std::string_view roll_back_all = "ROLLBACK";

SQLite::Database open(const std::filesystem::path& file, Access access) {
  const int flags = access == Access::write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
  try {
    return {file.string(), flags | SQLite::OPEN_NOMUTEX, busy_timeout_ms};
  } catch (const SQLite::Exception& error) {
    if (error.getErrorCode() == SQLITE_NOMEM) throw std::bad_alloc();
    throw Failure(FailureKind::broken, file.string() + ": " + error.what());
  }
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Access access)
    : database_(open(file, access)) {
  sqlite3* const handle = database_.getHandle();
  sqlite3_extended_result_codes(handle, 1);
  execute("PRAGMA trusted_schema = OFF");
  execute("PRAGMA wal_autocheckpoint = 0");
  prepare_the_usual();
  if (access == Access::read) {
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return;
  }
  keep_write_ahead_log();
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA foreign_keys = ON");
  execute("PRAGMA journal_size_limit = 67108864");
  sqlite3_wal_hook(handle, note_log_size, this);
}

// Ahead of time: a transaction has to end even where there is no memory.
void SqliteConnection::prepare_the_usual() {
  for (const std::string_view sql : {begin_to_read, commit_all, roll_back_all}) prepared(sql);
}

void SqliteConnection::keep_write_ahead_log() {
  prepared("PRAGMA journal_mode = WAL").run([](const Row& row) {
    if (row.text_view("journal_mode") != "wal") {
      throw Failure(FailureKind::broken, "the file system offers no write-ahead log");
    }
  });
}

int SqliteConnection::note_log_size(void* self, sqlite3* /*database*/, const char* /*schema*/,
                                    int pages) {
  static_cast<SqliteConnection*>(self)->log_pages_ = pages;
  return SQLITE_OK;
}

std::int64_t SqliteConnection::run(std::string_view sql, Parameters parameters, Access access,
                                   const RowVisitor& visit) {
  const auto run_one = [&](Statement& statement) {
    if (access == Access::read && !statement.is_reading()) {
      throw std::logic_error("a query that writes: " + std::string(sql));
    }
    statement.bind(parameters);
    statement.run(visit);
  };
  Statement& statement = prepared(sql);
  if (statement.is_in_use()) {
    // The same text again, from inside its own visitor.
    Statement another(database_.getHandle(), sql);
    run_one(another);
  } else {
    run_one(statement);
  }
  return access == Access::write ? sqlite3_changes64(database_.getHandle()) : 0;
}

Statement& SqliteConnection::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  return statements_.try_emplace(std::string(sql), database_.getHandle(), sql).first->second;
}

void SqliteConnection::execute(std::string_view sql) {
  Statement& statement = prepared(sql);
  statement.run([](const Row&) {});
}

void SqliteConnection::begin(Access access) {
  execute(access == Access::write ? "BEGIN IMMEDIATE" : begin_to_read);
}

void SqliteConnection::commit() { execute(commit_all); }

void SqliteConnection::roll_back() noexcept {
  if (!in_transaction()) return;
  try {
    execute(roll_back_all);
  } catch (const std::exception&) {
    sqlite3_exec(database_.getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(database_.getHandle()) == 0;
}

void SqliteConnection::set_savepoint() { execute("SAVEPOINT change"); }

void SqliteConnection::release_savepoint() { execute("RELEASE change"); }

void SqliteConnection::roll_back_to_savepoint() {
  execute("ROLLBACK TO change");
  execute("RELEASE change");
}

void SqliteConnection::tidy() {
  if (log_pages_ < checkpoint_pages) return;
  log_pages_ = 0;
  sqlite3* const handle = database_.getHandle();
  const int code =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) throw_failure(handle, code);
}

}  // namespace servicecard::store::sqlite
