#include "server/sheet/csv.h"

#include <algorithm>
#include <utility>

namespace servicecard::sheet {

std::expected<std::optional<Row>, Mistake> CsvReader::next() {
  while (!rest_.empty()) {
    Row row{.line = line_, .cells = {}};
    for (auto end = CellEnd::cell; end == CellEnd::cell;) {
      if (row.cells.size() == max_cells) {
        return std::unexpected(Mistake{.error = Error::too_many_cells, .line = row.line});
      }
      const auto read = read_cell(row.cells.emplace_back());
      if (!read) return std::unexpected(Mistake{.error = read.error(), .line = row.line});
      end = *read;
    }
    if (!is_blank(row)) return std::optional(std::move(row));
  }
  return std::optional<Row>();
}

std::expected<CsvReader::CellEnd, Error> CsvReader::read_cell(std::string& cell) {
  if (rest_.starts_with('"')) {
    if (const auto read = read_quoted(cell); !read) return std::unexpected(read.error());
  } else {
    take(cell, std::min(rest_.find_first_of(",\r\n\""), rest_.size()));
  }
  if (!rest_.empty() && std::string_view(",\r\n").find(rest_.front()) == std::string_view::npos) {
    return std::unexpected(Error::stray_quote);
  }
  return take_separator();
}

std::expected<void, Error> CsvReader::read_quoted(std::string& cell) {
  rest_.remove_prefix(1);
  while (true) {
    const std::size_t quote = rest_.find('"');
    if (quote == std::string_view::npos) return std::unexpected(Error::unclosed_quote);
    take(cell, quote);
    rest_.remove_prefix(1);
    if (!rest_.starts_with('"')) return {};
    take(cell, 1);
  }
}

void CsvReader::take(std::string& cell, std::size_t count) {
  cell += rest_.substr(0, count);
  line_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, count), '\n'));
  rest_.remove_prefix(count);
}

// The comma or the line's end; the end of the text ends a row too.
CsvReader::CellEnd CsvReader::take_separator() {
  if (rest_.starts_with(',')) {
    rest_.remove_prefix(1);
    return CellEnd::cell;
  }
  if (!rest_.empty()) {
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
    ++line_;
  }
  return CellEnd::row;
}

}  // namespace servicecard::sheet
