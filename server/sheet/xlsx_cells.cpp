#include "server/sheet/xlsx_cells.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace servicecard::sheet {
namespace {

constexpr std::size_t last_column = 16384;  // of Excel: XFD
constexpr std::size_t last_line = 1'048'576;
constexpr int digits = 15;

}  // namespace

std::optional<CellPlace> cell_place(std::string_view reference) {
  std::size_t column = 0;
  while (!reference.empty() && reference.front() >= 'A' && reference.front() <= 'Z') {
    column = column * 26 + static_cast<std::size_t>(reference.front() - 'A') + 1;
    if (column > last_column) return std::nullopt;
    reference.remove_prefix(1);
  }
  std::size_t line = 0;
  const char* const begin = reference.data();
  const char* const end = begin + reference.size();
  const auto [stop, error] = std::from_chars(begin, end, line);
  if (column == 0 || error != std::errc() || stop != end || line == 0 || line > last_line) {
    return std::nullopt;
  }
  return CellPlace{.line = line, .column = column - 1};
}

std::string shown_number(std::string_view written) {
  double number = 0;
  const char* const begin = written.data();
  const char* const end = begin + written.size();
  const auto [stop, error] = std::from_chars(begin, end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::string(written);
  return fmt::format("{:.{}G}", number, digits);
}

}  // namespace servicecard::sheet
