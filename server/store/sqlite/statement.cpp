#include "server/store/sqlite/statement.h"

#include <new>
#include <stdexcept>
#include <variant>

#include "server/store/failure.h"

namespace servicecard::store::sqlite {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

constexpr int primary = 0xff;  // of an extended result code

FailureKind kind_of(int code) {
  switch (code & primary) {
    case SQLITE_FULL:
      return FailureKind::full;
    case SQLITE_CONSTRAINT:
      return FailureKind::constraint;
    default:
      return FailureKind::broken;
  }
}

// SQLite reads no more than the null that ends a text: none may stand inside it.
void refuse_null_character(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    throw Failure(FailureKind::constraint, "a text holds a null character");
  }
}

}  // namespace

void throw_failure(sqlite3* database, int code) {
  if ((code & primary) == SQLITE_NOMEM) throw std::bad_alloc();
  throw Failure(kind_of(code), std::string(sqlite3_errstr(code)) + ": " + sqlite3_errmsg(database));
}

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database) {
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
  handle_.reset(prepared);
  if (code != SQLITE_OK && code != SQLITE_ERROR) throw_failure(database, code);
  if (prepared == nullptr || rest != sql.data() + sql.size()) {
    throw std::logic_error("not one statement: " + std::string(sql) + ": " +
                           sqlite3_errmsg(database));
  }
  for (int i = 0; i < sqlite3_column_count(prepared); ++i) {
    const char* const name = sqlite3_column_name(prepared, i);
    if (name == nullptr) throw std::bad_alloc();
    columns_.emplace_back(name);
  }
}

void Statement::bind(Parameters parameters) {
  int bound = 0;
  for (const Parameter& parameter : parameters) {
    const int index = sqlite3_bind_parameter_index(handle_.get(), parameter.name);
    if (index == 0) throw std::logic_error(std::string("no parameter ") + parameter.name);
    bind_one(index, parameter.value);
    ++bound;
  }
  if (bound != sqlite3_bind_parameter_count(handle_.get())) {
    throw std::logic_error(std::string("a parameter is missing: ") + sqlite3_sql(handle_.get()));
  }
}

// The values outlive the run: nothing is copied.
void Statement::bind_one(int index, const Value& value) {
  sqlite3_stmt* const statement = handle_.get();
  const int code = std::visit(
      Overloaded{
          [&](std::monostate) { return sqlite3_bind_null(statement, index); },
          [&](std::int64_t number) { return sqlite3_bind_int64(statement, index, number); },
          [&](std::string_view text) {
            refuse_null_character(text);
            return sqlite3_bind_text64(statement, index, text.empty() ? "" : text.data(),
                                       text.size(), SQLITE_STATIC, SQLITE_UTF8);
          },
          [&](BytesView bytes) {
            return bytes.empty() ? sqlite3_bind_zeroblob(statement, index, 0)
                                 : sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(),
                                                       SQLITE_STATIC);
          },
      },
      value);
  if (code != SQLITE_OK) throw_failure(database_, code);
}

void Statement::run(const RowVisitor& visit) {
  struct Reset {
    sqlite3_stmt* statement;
    ~Reset() {
      sqlite3_reset(statement);
      sqlite3_clear_bindings(statement);
    }
  } const reset{handle_.get()};
  int code = sqlite3_step(handle_.get());
  for (; code == SQLITE_ROW; code = sqlite3_step(handle_.get())) visit(*this);
  if (code != SQLITE_DONE) throw_failure(database_, code);
}

// Columns are mostly asked for in their order: the search begins with the last one.
int Statement::index_of(std::string_view name) const {
  for (std::size_t tried = 0; tried < columns_.size(); ++tried) {
    if (columns_[last_column_] == name) return static_cast<int>(last_column_);
    if (++last_column_ == columns_.size()) last_column_ = 0;
  }
  throw std::logic_error("no column " + std::string(name));
}

Value Statement::column(std::string_view name) const {
  const int index = index_of(name);
  sqlite3_stmt* const statement = handle_.get();
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, index)};
    case SQLITE_TEXT: {
      const unsigned char* const text = sqlite3_column_text(statement, index);
      if (text == nullptr) throw std::bad_alloc();
      return std::string_view(reinterpret_cast<const char*>(text),
                              static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
    }
    case SQLITE_BLOB: {
      const void* const bytes = sqlite3_column_blob(statement, index);
      return BytesView(static_cast<const std::uint8_t*>(bytes),
                       static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
    }
    default:
      return std::monostate{};
  }
}

}  // namespace servicecard::store::sqlite
