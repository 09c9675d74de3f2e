#include "server/desk/roster_text.h"

#include <cerrno>
#include <cstdint>
#include <iconv.h>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "cardlib/codec/utf8.h"

namespace servicecard::desk {
namespace {

struct Close {
  void operator()(void* converter) const { iconv_close(converter); }
};
using Converter = std::unique_ptr<std::remove_pointer_t<iconv_t>, Close>;

Converter gb18030_to_utf_8() {
  iconv_t opened = iconv_open("UTF-8", "GB18030");
  // iconv's own sign of failure is the address -1.
  if (reinterpret_cast<std::intptr_t>(opened) == -1) {
    throw std::runtime_error("the C library does not convert GB18030");
  }
  return Converter(opened);
}

std::optional<std::string> from_gb18030(std::string_view octets) {
  const Converter converter = gb18030_to_utf_8();
  std::string input(octets);
  std::string output(octets.size() * 2 + 16, '\0');  // two octets become three, four become four
  char* from = input.data();
  char* to = output.data();
  std::size_t from_left = input.size();
  std::size_t to_left = output.size();
  if (iconv(converter.get(), &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1)) {
    return std::nullopt;
  }
  output.resize(output.size() - to_left);
  return utf8::is_valid(output) ? std::optional(std::move(output)) : std::nullopt;
}

// What Excel wrote before 2007, and what it wraps a locked workbook in.
bool is_compound_file(std::string_view octets) { return octets.starts_with("\xd0\xcf\x11\xe0"); }

}  // namespace

std::string_view to_string(RosterEncoding encoding) {
  switch (encoding) {
    case RosterEncoding::utf_8:
      return "UTF-8";
    case RosterEncoding::gb18030:
      return "GB18030";
    case RosterEncoding::xlsx:
      return "XLSX";
  }
  return {};
}

bool is_workbook(std::string_view octets) { return octets.starts_with("PK\x03\x04"); }

std::expected<RosterText, RosterTextError> decode_roster(std::string_view octets) {
  if (is_compound_file(octets)) return std::unexpected(RosterTextError::spreadsheet);
  if (octets.find('\0') != std::string_view::npos) {
    return std::unexpected(RosterTextError::not_text);
  }
  constexpr std::string_view mark = "\xef\xbb\xbf";
  if (octets.starts_with(mark)) octets.remove_prefix(mark.size());
  if (utf8::is_valid(octets)) {
    return RosterText{.text = std::string(octets), .encoding = RosterEncoding::utf_8};
  }
  auto text = from_gb18030(octets);
  if (!text) return std::unexpected(RosterTextError::not_text);
  return RosterText{.text = *std::move(text), .encoding = RosterEncoding::gb18030};
}

std::string trimmed(std::string_view text) {
  std::u32string points = utf8::decode(text).value();
  while (!points.empty() && utf8::is_space(points.back())) points.pop_back();
  std::size_t first = 0;
  while (first < points.size() && utf8::is_space(points[first])) ++first;
  if (first < points.size() && points[first] == U'\'') ++first;
  std::string result;
  for (const char32_t point : points.substr(first)) result += utf8::encode(point);
  return result;
}

std::string narrowed(std::string_view text) {
  constexpr char32_t first_wide = 0xFF01;
  constexpr char32_t last_wide = 0xFF5E;
  constexpr char32_t wide_space = 0x3000;
  const std::u32string points = utf8::decode(text).value();
  std::string result;
  for (char32_t point : points) {
    if (point >= first_wide && point <= last_wide) point = point - first_wide + U'!';
    if (point == wide_space) point = U' ';
    result += utf8::encode(point);
  }
  return result;
}

bool may_be_shown(std::string_view text) {
  constexpr int too_many = 15;
  int run = 0;
  for (const char c : narrowed(text)) {
    if (c >= '0' && c <= '9') {
      if (++run == too_many) return false;
    } else if (c != ' ' && c != '-') {
      run = 0;
    }
  }
  return true;
}

}  // namespace servicecard::desk
