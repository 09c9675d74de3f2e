#include "server/sheet/sheet.h"

#include <algorithm>

namespace servicecard::sheet {

bool is_blank(const Row& row) {
  return std::ranges::all_of(row.cells, [](const std::string& cell) { return cell.empty(); });
}

}  // namespace servicecard::sheet
