#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Comma-separated values (RFC 4180), as spreadsheets write them: cells in quotes may hold commas,
/// quotes (doubled) and line breaks; a line ends in CRLF, LF or CR.
namespace servicecard::desk::csv {

enum class Error {
  stray_quote,     ///< a quote in a cell that does not begin with one, or text behind its end
  unclosed_quote,  ///< the text ends within quotes
  too_many_cells,  ///< more than `max_cells` in one record
};

inline constexpr std::size_t max_cells = 200;

struct Record {
  std::size_t line = 0;  ///< on which it begins, from 1
  std::vector<std::string> cells;
};

struct Mistake {
  Error error;
  std::size_t line;  ///< on which the record begins
};

/// Reads one record after the other, so that a large file is never held as cells all at once.
class Reader {
 public:
  /// `text` stays until the reader goes.
  explicit Reader(std::string_view text) : rest_(text) {}

  /// Nothing at the end. Lines without any text are passed over. After a mistake there is no more.
  [[nodiscard]] std::expected<std::optional<Record>, Mistake> next();

 private:
  enum class CellEnd { cell, record };

  std::expected<CellEnd, Error> read_cell(std::string& cell);
  std::expected<void, Error> read_quoted(std::string& cell);
  void take(std::string& cell, std::size_t count);
  CellEnd take_separator();

  std::string_view rest_;
  std::size_t line_ = 1;
};

}  // namespace servicecard::desk::csv
