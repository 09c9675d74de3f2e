#pragma once

#include <string_view>

namespace servicecard::http {

/// Well-formed UTF-8 (Unicode 15, table 3-7): no overlong form, no surrogate, none above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace servicecard::http
