#include "cardlib/identity/phone.h"

#include <algorithm>
#include <cstddef>

#include "cardlib/identity/masking.h"

namespace servicecard {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_mobile(std::string_view text) {
  return text.size() == 11 && text[0] == '1' && text[1] >= '3' &&
         std::ranges::all_of(text, is_digit);
}

// 010 and 02x are the short area codes; the rest have four digits.
bool is_landline(std::string_view text) {
  const std::size_t hyphen = text.find('-');
  if (hyphen == std::string_view::npos) return false;
  const std::string_view area = text.substr(0, hyphen);
  const std::string_view local = text.substr(hyphen + 1);
  const bool is_short = area.starts_with("010") || area.starts_with("02");
  return area.starts_with('0') && !area.starts_with("00") && area.size() == (is_short ? 3U : 4U) &&
         (local.size() == 7 || local.size() == 8) && std::ranges::all_of(area, is_digit) &&
         std::ranges::all_of(local, is_digit);
}

}  // namespace

std::expected<Phone, PhoneError> Phone::parse(std::string_view text) {
  if (is_mobile(text) || is_landline(text)) return Phone(text);
  const bool plain = std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-'; });
  return std::unexpected(plain ? PhoneError::bad_form : PhoneError::bad_character);
}

std::string Phone::masked() const { return mask(reveal(), {.first = 3, .stars = 4, .last = 4}); }

}  // namespace servicecard
