#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "server/store/row.h"

namespace servicecard::store::sqlite {

/// Throws the `Failure` that a result code of SQLite stands for, or `std::bad_alloc`. The text
/// names the rule or the fault, never a value.
[[noreturn]] void throw_failure(sqlite3* database, int code);

/// A prepared statement, and the row on which it stands.
class Statement final : public Row {
 public:
  /// Throws `std::logic_error` where the text is no single statement.
  Statement(sqlite3* database, std::string_view sql);

  [[nodiscard]] bool is_reading() const { return sqlite3_stmt_readonly(handle_.get()) != 0; }
  [[nodiscard]] bool is_in_use() const { return sqlite3_stmt_busy(handle_.get()) != 0; }

  /// Binds every parameter, or throws `std::logic_error` where one is unknown or left out.
  void bind(Parameters parameters);
  /// Runs to the end, showing each row; then the statement is as good as new.
  void run(const RowVisitor& visit);

  [[nodiscard]] Value column(std::string_view name) const override;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void bind_one(int index, const Value& value);
  [[nodiscard]] int index_of(std::string_view name) const;

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  std::vector<std::string> columns_;
  mutable std::size_t last_column_ = 0;  // the one that was asked for last
};

}  // namespace servicecard::store::sqlite
