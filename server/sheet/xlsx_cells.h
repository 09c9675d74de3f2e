#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// What is written in the cells of a worksheet (ECMA-376 part 1, 18.3.1.4), as people see it.
namespace servicecard::sheet {

struct CellPlace {
  std::size_t line = 0;    ///< from 1
  std::size_t column = 0;  ///< from 0
};

/// `"B7"`: line 7, column 1. Nothing for what names no cell of a worksheet.
[[nodiscard]] std::optional<CellPlace> cell_place(std::string_view reference);

/// A number as Excel shows it, with 15 digits: `3000000.0099999998` is `3000000.01`. One too large
/// for them keeps its exponent, so that lost digits do not seem to be there. Another text stays.
[[nodiscard]] std::string shown_number(std::string_view written);

}  // namespace servicecard::sheet
