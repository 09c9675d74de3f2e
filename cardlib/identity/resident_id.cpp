#include "cardlib/identity/resident_id.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "cardlib/identity/masking.h"

namespace servicecard {
namespace {

constexpr std::size_t length = 18;

// GB 11643-1999: the i-th weight is 2 to the power 17 − i modulo 11.
constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char check_character(std::string_view first_17) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (first_17[i] - '0');
  return "10X98765432"[sum % 11];
}

std::expected<CivilDate, CivilDateError> read_birth_date(std::string_view text) {
  return CivilDate::parse(std::string(text.substr(6, 4)) + '-' + std::string(text.substr(10, 2)) +
                          '-' + std::string(text.substr(12, 2)));
}

}  // namespace

std::expected<ResidentId, ResidentIdError> ResidentId::parse(std::string_view text) {
  if (text.size() != length) return std::unexpected(ResidentIdError::bad_length);
  const bool good_check_character = is_digit(text.back()) || text.back() == 'X';
  if (!std::ranges::all_of(text.substr(0, length - 1), is_digit) || !good_check_character) {
    return std::unexpected(ResidentIdError::bad_character);
  }
  const auto birth_date = read_birth_date(text);
  if (!birth_date) return std::unexpected(ResidentIdError::no_such_day);
  if (check_character(text) != text.back()) return std::unexpected(ResidentIdError::bad_check);
  return ResidentId(text, *birth_date);
}

std::string ResidentId::masked() const {
  return mask(reveal(), {.first = 4, .stars = 10, .last = 4});
}

}  // namespace servicecard
