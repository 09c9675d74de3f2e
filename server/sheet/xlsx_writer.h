#pragma once

#include <string>
#include <vector>

namespace servicecard::sheet {

/// A workbook (.xlsx, ECMA-376) with one sheet of that title. The first row is bold and stays in
/// sight; every cell is text, and so is whatever is typed into those columns later: Excel then
/// keeps all digits of a long number. The texts are UTF-8.
[[nodiscard]] std::string write_xlsx(const std::string& title,
                                     const std::vector<std::vector<std::string>>& rows);

}  // namespace servicecard::sheet
