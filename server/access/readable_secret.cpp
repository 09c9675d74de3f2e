#include "server/access/readable_secret.h"

#include <cctype>
#include <cstdint>
#include <vector>

namespace servicecard::access {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t group_length = 4;

char canonical(char character) {
  const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
  if (lower == 'o') return '0';
  return lower == 'i' || lower == 'l' ? '1' : lower;
}

}  // namespace

std::string make_readable_secret(std::size_t groups, RandomSource& random) {
  std::vector<std::uint8_t> octets(groups * group_length);
  random.fill(octets);
  std::string secret;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    if (i > 0 && i % group_length == 0) secret += '-';
    secret += alphabet[octets[i] % alphabet.size()];  // 32 divides 256: all are as likely
  }
  return secret;
}

std::string canonical_secret(std::string_view typed) {
  std::string secret;
  for (const char character : typed) {
    if (character != ' ' && character != '-') secret += canonical(character);
  }
  return secret;
}

std::string grouped_secret(std::string_view typed) {
  std::string grouped = canonical_secret(typed);
  for (std::size_t at = group_length; at < grouped.size(); at += group_length + 1) {
    grouped.insert(at, 1, '-');
  }
  return grouped;
}

}  // namespace servicecard::access
