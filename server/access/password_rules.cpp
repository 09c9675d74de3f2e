#include "server/access/password_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>

#include "cardlib/codec/utf8.h"

namespace servicecard::access {
namespace {

constexpr std::size_t min_different = 5;

// In lower case, and 12 characters or longer: shorter ones are refused as such.
constexpr std::array<std::string_view, 32> common = {
    "123456789012",   "1234567890123",    "12345678901234", "123456789abc",   "1234567890ab",
    "0123456789ab",   "1234567890qwerty", "1q2w3e4r5t6y",   "1qaz2wsx3edc",   "1qaz2wsx3edc4rfv",
    "qazwsxedcrfv",   "qwertyuiop12",     "qwertyuiop123",  "qwertyuiopasdf", "qwertyuiop[]",
    "asdfghjkl123",   "zxcvbnm12345",     "abcdefghijkl",   "abcdefg12345",   "abcd12345678",
    "password1234",   "password12345",    "passw0rd1234",   "p@ssw0rd1234",   "administrator",
    "administrator1", "letmein12345",     "welcome12345",   "woaini1314520",  "iloveyou1314",
    "servicecard1",   "yichuan12345"};

std::string lowered(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
  return lower;
}

}  // namespace

std::string_view to_string(PasswordError error) {
  switch (error) {
    case PasswordError::too_short:
      return "password-too-short";
    case PasswordError::too_long:
      return "password-too-long";
    case PasswordError::unreadable:
      return "password-unreadable";
    case PasswordError::is_name:
      return "password-is-name";
    case PasswordError::too_common:
      return "password-too-common";
    case PasswordError::unchanged:
      return "password-unchanged";
  }
  return {};
}

std::optional<PasswordError> find_fault(std::string_view password, std::string_view account) {
  const auto points = utf8::decode(password);
  if (!points || std::ranges::any_of(*points, utf8::is_control)) return PasswordError::unreadable;
  if (points->size() < min_password_length) return PasswordError::too_short;
  if (points->size() > max_password_length) return PasswordError::too_long;
  const std::string lower = lowered(password);
  if (lower == lowered(account)) return PasswordError::is_name;
  const bool is_listed = std::ranges::find(common, lower) != common.end();
  if (is_listed || std::set(points->begin(), points->end()).size() < min_different) {
    return PasswordError::too_common;
  }
  return std::nullopt;
}

}  // namespace servicecard::access
