#include "cardlib/identity/uscc.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace servicecard {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t length = 18;

// GB 32100-2015: the i-th weight is 3 to the power i modulo 31.
constexpr std::array weights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
constexpr std::array inner_weights = {3, 7, 9, 10, 5, 8, 4, 2};

bool is_region_digit(std::size_t position) { return position >= 2 && position < 8; }

std::expected<void, UsccError> check_characters(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t value = alphabet.find(text[i]);
    if (value == std::string_view::npos || (is_region_digit(i) && value > 9)) {
      return std::unexpected(UsccError::bad_character);
    }
  }
  return {};
}

char check_character(std::string_view first_17) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += weights[i] * static_cast<int>(alphabet.find(first_17[i]));
  }
  return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

// GB 11714 counts letters from A = 10 without a gap, unlike GB 32100.
int inner_value(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

char inner_check_character(std::string_view body) {
  int sum = 0;
  for (std::size_t i = 0; i < inner_weights.size(); ++i) {
    sum += inner_weights[i] * inner_value(body[i]);
  }
  return "0X987654321"[sum % 11];
}

}  // namespace

std::expected<Uscc, UsccError> Uscc::parse(std::string_view text) {
  if (text.size() != length) return std::unexpected(UsccError::bad_length);
  if (const auto good = check_characters(text); !good) return std::unexpected(good.error());
  if (check_character(text) != text.back()) return std::unexpected(UsccError::bad_check);
  return Uscc(std::string(text));
}

std::expected<Uscc, UsccError> Uscc::with_check(std::string_view first_16) {
  if (first_16.size() != length - 2) return std::unexpected(UsccError::bad_length);
  if (const auto good = check_characters(first_16); !good) return std::unexpected(good.error());
  std::string text(first_16);
  text += inner_check_character(first_16.substr(8));
  text += check_character(text);
  return Uscc(std::move(text));
}

bool Uscc::inner_check_fits() const {
  return inner_check_character(std::string_view(text_).substr(8, 8)) == text_[16];
}

bool Uscc::is_fake() const { return std::string_view(text_).substr(8, 4) == "FAKE"; }

}  // namespace servicecard
