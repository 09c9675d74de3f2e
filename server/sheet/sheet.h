#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

/// Tables as offices keep them, read one row after the other, so that a large file is never held as
/// cells all at once.
namespace servicecard::sheet {

enum class Error {
  stray_quote,     ///< CSV: a quote in a cell that does not begin with one, or text behind its end
  unclosed_quote,  ///< CSV: the text ends within quotes
  too_many_cells,  ///< more than `max_cells` in one row
  damaged,         ///< XLSX: not a sound workbook
  too_large,       ///< XLSX: more than `max_inflated` octets, or more texts than are kept
  old_calendar,    ///< XLSX: days are counted from 1904, so that a number is not the day it seems
};

inline constexpr std::size_t max_cells = 200;

/// What stands in one row. Cells at its end that are empty may be left out.
struct Row {
  std::size_t line = 0;            ///< on which it begins, from 1
  std::vector<std::string> cells;  ///< UTF-8
};

struct Mistake {
  Error error = Error::stray_quote;
  std::size_t line = 0;  ///< 0 where it is not about one line
};

class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;

  /// Nothing at the end. Rows without any text are passed over. After a mistake there is no more.
  [[nodiscard]] virtual std::expected<std::optional<Row>, Mistake> next() = 0;
};

/// Whether no cell says anything.
[[nodiscard]] bool is_blank(const Row& row);

}  // namespace servicecard::sheet
