#include "cli/display_width.h"

#include <algorithm>
#include <array>

#include "cardlib/codec/utf8.h"

namespace servicecard::cli {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array wide = {
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE4F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};
constexpr std::array combining = {
    Range{0x0300, 0x036F}, Range{0x1AB0, 0x1AFF}, Range{0x20D0, 0x20FF},
    Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xE0100, 0xE01EF},
};

bool is_in(const auto& ranges, char32_t code_point) {
  return std::ranges::any_of(ranges, [code_point](const Range& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

std::size_t width_of(char32_t code_point) {
  if (is_in(combining, code_point)) return 0;
  return is_in(wide, code_point) ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  const auto code_points = utf8::decode(text);
  if (!code_points) return text.size();
  std::size_t width = 0;
  for (const char32_t code_point : *code_points) width += width_of(code_point);
  return width;
}

std::string printable(std::string_view text) {
  constexpr char32_t replacement = 0xFFFD;
  const auto code_points = utf8::decode(text);
  if (!code_points) return utf8::encode(replacement);
  std::string clean;
  for (const char32_t code_point : *code_points) {
    clean += utf8::encode(utf8::is_control(code_point) ? replacement : code_point);
  }
  return clean;
}

}  // namespace servicecard::cli
