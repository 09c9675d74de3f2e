#include "server/http/utf8.h"

#include <cstddef>
#include <cstdint>

namespace servicecard::http {
namespace {

// What a lead octet promises: how many octets follow, and the smallest code point they may make.
struct Lead {
  std::size_t following;
  std::uint32_t bits;
  std::uint32_t smallest;
};

Lead read_lead(unsigned char octet) {
  if (octet < 0x80) return {.following = 0, .bits = octet, .smallest = 0};
  if (octet >= 0xc0 && octet < 0xe0)
    return {.following = 1, .bits = octet & 0x1fU, .smallest = 0x80};
  if (octet >= 0xe0 && octet < 0xf0)
    return {.following = 2, .bits = octet & 0xfU, .smallest = 0x800};
  if (octet >= 0xf0 && octet < 0xf8)
    return {.following = 3, .bits = octet & 7U, .smallest = 0x10000};
  return {.following = 0, .bits = 0, .smallest = 1};  // never a lead: 0 is below the smallest
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto [following, bits, smallest] = read_lead(static_cast<unsigned char>(text.front()));
    if (text.size() <= following) return false;
    std::uint32_t code_point = bits;
    for (const char c : text.substr(1, following)) {
      const auto octet = static_cast<unsigned char>(c);
      if ((octet & 0xc0U) != 0x80) return false;
      code_point = code_point << 6U | (octet & 0x3fU);
    }
    const bool surrogate = code_point >= 0xd800 && code_point < 0xe000;
    if (code_point < smallest || code_point > 0x10ffff || surrogate) return false;
    text.remove_prefix(1 + following);
  }
  return true;
}

}  // namespace servicecard::http
