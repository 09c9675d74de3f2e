#pragma once

#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"

namespace servicecard::test {

[[nodiscard]] std::string to_hex(BytesView bytes);

/// Throws where the text is not pairs of hexadecimal digits: it stands in a test, so it is wrong.
[[nodiscard]] Bytes from_hex(std::string_view text);

}  // namespace servicecard::test
