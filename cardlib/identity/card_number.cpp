#include "cardlib/identity/card_number.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace servicecard {
namespace {

constexpr std::size_t prefix_size = 4;  // county and year
constexpr std::size_t least_serial_digits = 5;
constexpr std::size_t most_serial_digits = 7;
constexpr std::int64_t greatest_serial = 9'999'999;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
char to_capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// ISO 7064 MOD 37,36, over digits and capitals.
char check_character(std::string_view body) {
  static constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::size_t carry = 36;
  for (const char c : body) {
    const std::size_t sum = (carry + alphabet.find(c)) % 36;
    carry = (sum == 0 ? 36 : sum) * 2 % 37;
  }
  return alphabet[(37 - carry) % 36];
}

bool is_confusable(char check) { return check == 'I' || check == 'O'; }

// The text in capitals and without hyphens; a hyphen elsewhere than in the canonical form stays
// and is refused as a character.
std::string compact(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), to_capital);
  const bool hyphenated =
      out.size() > prefix_size + 2 && out[prefix_size] == '-' && out[out.size() - 2] == '-';
  if (hyphenated) {
    out.erase(out.size() - 2, 1);
    out.erase(prefix_size, 1);
  }
  return out;
}

// Longer than it needs to be, a serial would give one card two numbers.
bool is_serial(std::string_view digits) {
  return digits.size() >= least_serial_digits && digits.size() <= most_serial_digits &&
         std::ranges::all_of(digits, is_digit) &&
         (digits.size() == least_serial_digits || digits.front() != '0') &&
         !std::ranges::all_of(digits, [](char c) { return c == '0'; });
}

std::string hyphenated(std::string_view body, char check) {
  std::string out(body.substr(0, prefix_size));
  out += '-';
  out += body.substr(prefix_size);
  out += '-';
  out += check;
  return out;
}

}  // namespace

std::expected<CardNumber, CardNumberError> CardNumber::parse(std::string_view text) {
  // Two hyphens more than the longest number; no work is done for anything longer.
  if (text.size() > prefix_size + most_serial_digits + 3) {
    return std::unexpected(CardNumberError::bad_form);
  }
  const std::string all = compact(text);
  if (all.size() < prefix_size + least_serial_digits + 1) {
    return std::unexpected(CardNumberError::bad_form);
  }
  const std::string_view body = std::string_view(all).substr(0, all.size() - 1);
  const char check = all.back();
  const bool good_form = is_capital(body[0]) && is_capital(body[1]) && is_digit(body[2]) &&
                         is_digit(body[3]) && is_serial(body.substr(prefix_size)) &&
                         (is_digit(check) || is_capital(check));
  if (!good_form) return std::unexpected(CardNumberError::bad_form);
  if (is_confusable(check) || check != check_character(body)) {
    return std::unexpected(CardNumberError::bad_check);
  }
  return CardNumber(hyphenated(body, check));
}

std::expected<CardNumber, CardNumberMakeError> CardNumber::make(std::string_view county, int year,
                                                                std::int64_t serial) {
  if (county.size() != 2 || !std::ranges::all_of(county, is_capital)) {
    return std::unexpected(CardNumberMakeError::bad_county);
  }
  if (year < 2000 || year > 2099) return std::unexpected(CardNumberMakeError::bad_year);
  if (serial < 1 || serial > greatest_serial) {
    return std::unexpected(CardNumberMakeError::bad_serial);
  }
  const std::string digits = std::to_string(serial);
  std::string body(county);
  body += std::to_string(year).substr(2);
  body.append(least_serial_digits - std::min(least_serial_digits, digits.size()), '0');
  body += digits;
  const char check = check_character(body);
  if (is_confusable(check)) return std::unexpected(CardNumberMakeError::skipped_serial);
  return CardNumber(hyphenated(body, check));
}

}  // namespace servicecard
