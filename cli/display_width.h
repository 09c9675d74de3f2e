#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace servicecard::cli {

/// How many columns of a terminal a text takes: two for a Chinese character (UAX #11, W and F),
/// none for a combining mark, one for all others. What is not UTF-8 counts by octets.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text with nothing in it that could steer a terminal: control characters and what is not
/// UTF-8 become U+FFFD. Names come from files of others.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace servicecard::cli
