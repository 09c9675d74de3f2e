#include "cli/table.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "cli/display_width.h"

namespace servicecard::cli {
namespace {

constexpr std::size_t gap = 2;

std::string line_of(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  std::size_t owed = 0;  // spaces, written only where something follows
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (!cells[column].empty()) {
      line.append(owed, ' ').append(cells[column]);
      owed = 0;
    }
    owed += widths[column] - display_width(cells[column]) + gap;
  }
  return line;
}

}  // namespace

Table::Table(std::vector<std::string> heading) : heading_(std::move(heading)) {}

void Table::add(std::vector<std::string> cells) {
  if (cells.size() > heading_.size()) throw std::logic_error("a line has more cells than columns");
  for (std::string& cell : cells) cell = printable(cell);
  lines_.push_back(std::move(cells));
}

std::string Table::str(const std::string& indent) const {
  std::vector<std::size_t> widths;
  widths.reserve(heading_.size());
  for (const std::string& name : heading_) widths.push_back(display_width(name));
  for (const auto& line : lines_) {
    for (std::size_t column = 0; column < line.size(); ++column) {
      widths[column] = std::max(widths[column], display_width(line[column]));
    }
  }
  std::string text = indent + line_of(heading_, widths) + '\n';
  for (const auto& line : lines_) text += indent + line_of(line, widths) + '\n';
  return text;
}

}  // namespace servicecard::cli
