#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <SQLiteCpp/Database.h>

#include "server/store/connection.h"
#include "server/store/sqlite/statement.h"

namespace servicecard::store::sqlite {

/// A connection to a SQLite database that exists. The writer's checkpoints the log; a reader's
/// neither writes nor checkpoints, not even when it closes (two connections that checkpoint at once
/// can corrupt a database under SQLite before 3.51.3).
class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::filesystem::path& file, Access access);

  std::int64_t run(std::string_view sql, Parameters parameters, Access access,
                   const RowVisitor& visit) override;
  void begin(Access access) override;
  void commit() override;
  void roll_back() noexcept override;
  [[nodiscard]] bool in_transaction() const override;
  void set_savepoint() override;
  void release_savepoint() override;
  void roll_back_to_savepoint() override;
  void tidy() override;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  static int note_log_size(void* self, sqlite3* database, const char* schema, int pages);
  void keep_write_ahead_log();
  void prepare_the_usual();
  void execute(std::string_view sql);
  Statement& prepared(std::string_view sql);

  SQLite::Database database_;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
  int log_pages_ = 0;
};

}  // namespace servicecard::store::sqlite
