#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace servicecard {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

/// The octets of a text, without a copy.
inline BytesView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Octets seen as a text, without a copy and without a check of their encoding.
inline std::string_view as_text(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace servicecard
