#include "cardlib/codec/utf8.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace servicecard::utf8 {
namespace {

struct Lead {
  std::size_t continuations;
  char32_t bits;
  char32_t least;  // a smaller value in this many octets would be an overlong form
};

std::optional<Lead> read_lead(unsigned char octet) {
  if (octet < 0x80) return Lead{0, octet, 0};
  if ((octet & 0xE0U) == 0xC0U) return Lead{1, octet & 0x1FU, 0x80};
  if ((octet & 0xF0U) == 0xE0U) return Lead{2, octet & 0x0FU, 0x800};
  if ((octet & 0xF8U) == 0xF0U) return Lead{3, octet & 0x07U, 0x10000};
  return std::nullopt;
}

bool is_scalar(char32_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

/// Takes one code point off the front of a text that is not empty.
std::optional<char32_t> read_one(std::string_view& rest) {
  const auto lead = read_lead(static_cast<unsigned char>(rest.front()));
  if (!lead || rest.size() <= lead->continuations) return std::nullopt;
  char32_t value = lead->bits;
  for (const char character : rest.substr(1, lead->continuations)) {
    const auto octet = static_cast<unsigned char>(character);
    if ((octet & 0xC0U) != 0x80U) return std::nullopt;
    value = (value << 6U) | (octet & 0x3FU);
  }
  if (value < lead->least || !is_scalar(value)) return std::nullopt;
  rest.remove_prefix(lead->continuations + 1);
  return value;
}

using Range = std::pair<char32_t, char32_t>;

template <std::size_t n>
bool in_any(const std::array<Range, n>& ranges, char32_t value) {
  return std::ranges::any_of(ranges, [value](const Range& range) {
    return value >= range.first && value <= range.second;
  });
}

}  // namespace

bool is_valid(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {  // nearly all of a protocol's text
      text.remove_prefix(1);
    } else if (!read_one(text)) {
      return false;
    }
  }
  return true;
}

std::optional<std::u32string> decode(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto value = read_one(text);
    if (!value) return std::nullopt;
    out.push_back(*value);
  }
  return out;
}

std::string encode(char32_t code_point) {
  const auto octet = [](char32_t value) { return static_cast<char>(value); };
  const auto tail = [&](unsigned shift) { return octet(0x80U | ((code_point >> shift) & 0x3FU)); };
  if (code_point < 0x80) return {octet(code_point)};
  if (code_point < 0x800) return {octet(0xC0U | (code_point >> 6U)), tail(0)};
  if (code_point < 0x10000) return {octet(0xE0U | (code_point >> 12U)), tail(6), tail(0)};
  return {octet(0xF0U | (code_point >> 18U)), tail(12), tail(6), tail(0)};
}

bool is_control(char32_t code_point) {
  static constexpr std::array<Range, 11> controls = {{{0x00, 0x1F},
                                                      {0x7F, 0x9F},
                                                      {0xAD, 0xAD},
                                                      {0x61C, 0x61C},
                                                      {0x200B, 0x200F},
                                                      {0x2028, 0x202E},
                                                      {0x2060, 0x206F},
                                                      {0xFDD0, 0xFDEF},
                                                      {0xFEFF, 0xFEFF},
                                                      {0xFFF9, 0xFFFB},
                                                      {0xE0000, 0xE007F}}};
  return (code_point & 0xFFFEU) == 0xFFFEU || in_any(controls, code_point);
}

bool is_space(char32_t code_point) {
  static constexpr std::array<Range, 10> spaces = {{{0x09, 0x0D},
                                                    {0x20, 0x20},
                                                    {0x85, 0x85},
                                                    {0xA0, 0xA0},
                                                    {0x1680, 0x1680},
                                                    {0x2000, 0x200A},
                                                    {0x2028, 0x2029},
                                                    {0x202F, 0x202F},
                                                    {0x205F, 0x205F},
                                                    {0x3000, 0x3000}}};
  return in_any(spaces, code_point);
}

bool is_line(std::string_view text, std::size_t least, std::size_t most) {
  const auto points = decode(text);
  if (!points || points->size() < least || points->size() > most) return false;
  const bool bare = points->empty() || (!is_space(points->front()) && !is_space(points->back()));
  return bare && std::ranges::none_of(*points, is_control);
}

}  // namespace servicecard::utf8
