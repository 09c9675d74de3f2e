#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// UTF-8 (RFC 3629), read strictly.
namespace servicecard::utf8 {

/// Whether a text is UTF-8: overlong forms, surrogates and values above U+10FFFF are not.
[[nodiscard]] bool is_valid(std::string_view text);

/// The code points of a text; nothing where it is not UTF-8.
[[nodiscard]] std::optional<std::u32string> decode(std::string_view text);

/// The text of one code point, which must be a Unicode scalar value.
[[nodiscard]] std::string encode(char32_t code_point);

/// True for what has no shape of its own but changes how other text is shown or split: control
/// characters, line and paragraph separators, bidirectional controls, zero-width characters, tags,
/// and the noncharacters. In a name such a character can only deceive.
[[nodiscard]] bool is_control(char32_t code_point);

/// True for every kind of white space.
[[nodiscard]] bool is_space(char32_t code_point);

/// Whether a text is one line as people write it: so many code points, none of them a control, and
/// no white space at its ends.
[[nodiscard]] bool is_line(std::string_view text, std::size_t least, std::size_t most);

}  // namespace servicecard::utf8
