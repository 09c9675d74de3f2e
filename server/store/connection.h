#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "server/store/row.h"
#include "server/store/value.h"

namespace servicecard::store {

/// Whether a statement may write.
enum class Access { read, write };

/// One connection to a database: what a back end supplies, and all of it. Used by one thread at a
/// time. Failures of the machine, and broken rules of the schema, are thrown as `Failure`; where
/// there is too little memory, `std::bad_alloc`.
///
/// Statements are literals in the SQL that SQLite and PostgreSQL share; their parameters are named
/// (`$number`), each is bound, and none is left over.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// Runs one statement to its end and gives the number of rows that it changed; 0 for one that
  /// reads. A statement that writes under `Access::read` is a programming error, and does nothing.
  virtual std::int64_t run(std::string_view sql, Parameters parameters, Access access,
                           const RowVisitor& visit) = 0;

  virtual void begin(Access access) = 0;
  /// Returns when what was written is on the disk. After a failure the transaction is no more.
  virtual void commit() = 0;
  /// Does nothing where no transaction is open. Where one still is afterwards, the connection is of
  /// no more use.
  virtual void roll_back() noexcept = 0;
  /// False also where a failed statement has ended the transaction.
  [[nodiscard]] virtual bool in_transaction() const = 0;

  // One level of nesting inside a transaction.
  virtual void set_savepoint() = 0;
  virtual void release_savepoint() = 0;
  virtual void roll_back_to_savepoint() = 0;

  /// Between two transactions of the writer: the moment for whatever a database does to stay tidy.
  virtual void tidy() = 0;
};

/// Where connections come from: one that writes and any number that read.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  [[nodiscard]] virtual std::unique_ptr<Connection> open_writer() = 0;
  [[nodiscard]] virtual std::unique_ptr<Connection> open_reader() = 0;
};

}  // namespace servicecard::store
