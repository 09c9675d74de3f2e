#include "server/sheet/csv_writer.h"

#include <algorithm>
#include <array>

namespace servicecard::sheet {

std::string neutralised(std::string_view cell) {
  constexpr std::array<std::string_view, 11> dangerous = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                          "\n", "＝", "＋", "－", "＠"};
  const bool runs = std::ranges::any_of(
      dangerous, [&](std::string_view beginning) { return cell.starts_with(beginning); });
  return (runs ? "'" : "") + std::string(cell);
}

void CsvWriter::add(const std::vector<std::string>& cells) {
  std::string_view separator;
  for (const std::string& cell : cells) {
    text_ += separator;
    separator = ",";
    const std::string safe = neutralised(cell);
    if (safe.find_first_of(",\"\r\n") == std::string::npos) {
      text_ += safe;
      continue;
    }
    text_ += '"';
    for (const char c : safe) text_ += c == '"' ? "\"\"" : std::string(1, c);
    text_ += '"';
  }
  text_ += "\r\n";
}

}  // namespace servicecard::sheet
