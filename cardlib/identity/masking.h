#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace servicecard {

/// What of a text stays visible, counted in code points.
struct Mask {
  std::size_t first;  ///< so many from the beginning,
  std::size_t stars;  ///< so many stars in the middle, whatever they stand for,
  std::size_t last;   ///< and so many from the end
};

/// The text with its middle hidden. Where the parts that should stay visible would be the whole
/// text or more, or the text is not UTF-8, nothing of it is shown: stars alone.
[[nodiscard]] std::string mask(std::string_view text, Mask how);

/// A person's name, masked: `张*`, `张*三`, `欧**娜`; a name of one character is a star.
[[nodiscard]] std::string mask_name(std::string_view name);

}  // namespace servicecard
