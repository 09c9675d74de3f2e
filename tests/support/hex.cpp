#include "tests/support/hex.h"

#include <charconv>
#include <stdexcept>

namespace servicecard::test {

std::string to_hex(BytesView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t octet : bytes) {
    text += digits[octet >> 4];
    text += digits[octet & 0xf];
  }
  return text;
}

Bytes from_hex(std::string_view text) {
  if (text.size() % 2 != 0) throw std::invalid_argument("half an octet of hexadecimal");
  Bytes bytes;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    const char* const end = text.data() + at + 2;
    std::uint8_t octet = 0;
    const auto [stop, failure] = std::from_chars(text.data() + at, end, octet, 16);
    if (failure != std::errc() || stop != end) throw std::invalid_argument("not hexadecimal");
    bytes.push_back(octet);
  }
  return bytes;
}

}  // namespace servicecard::test
