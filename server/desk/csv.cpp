#include "server/desk/csv.h"

#include <algorithm>
#include <utility>

namespace servicecard::desk::csv {
namespace {

bool is_blank(const Record& record) {
  return std::ranges::all_of(record.cells, [](const std::string& cell) { return cell.empty(); });
}

}  // namespace

std::expected<std::optional<Record>, Mistake> Reader::next() {
  while (!rest_.empty()) {
    Record record{.line = line_, .cells = {}};
    for (auto end = CellEnd::cell; end == CellEnd::cell;) {
      if (record.cells.size() == max_cells) {
        return std::unexpected(Mistake{.error = Error::too_many_cells, .line = record.line});
      }
      const auto read = read_cell(record.cells.emplace_back());
      if (!read) return std::unexpected(Mistake{.error = read.error(), .line = record.line});
      end = *read;
    }
    if (!is_blank(record)) return std::optional(std::move(record));
  }
  return std::optional<Record>();
}

std::expected<Reader::CellEnd, Error> Reader::read_cell(std::string& cell) {
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

std::expected<void, Error> Reader::read_quoted(std::string& cell) {
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

void Reader::take(std::string& cell, std::size_t count) {
  cell += rest_.substr(0, count);
  line_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, count), '\n'));
  rest_.remove_prefix(count);
}

// The comma or the line's end; the end of the text ends a record too.
Reader::CellEnd Reader::take_separator() {
  if (rest_.starts_with(',')) {
    rest_.remove_prefix(1);
    return CellEnd::cell;
  }
  if (!rest_.empty()) {
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
    ++line_;
  }
  return CellEnd::record;
}

}  // namespace servicecard::desk::csv
