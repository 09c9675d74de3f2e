#include "cardlib/credential/sc1_text.h"

#include <algorithm>

#include "cardlib/codec/base32.h"

namespace servicecard::sc1 {
namespace {

// ASCII alone: towlower and its kin turn foreign letters (ſ, ı) into ASCII ones.
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::string encode(BytesView token) { return std::string(prefix) + base32::encode(token); }

std::expected<Bytes, Error> decode(std::string_view text) {
  if (text.size() > max_length) return std::unexpected(Error::too_long);
  std::string raised(text);
  std::ranges::transform(raised, raised.begin(), upper);
  if (!raised.starts_with(prefix)) return std::unexpected(Error::bad_prefix);
  auto token = base32::decode(std::string_view(raised).substr(prefix.size()));
  if (token) return *std::move(token);
  switch (token.error()) {
    case base32::Error::bad_character:
      return std::unexpected(Error::bad_character);
    case base32::Error::bad_length:
    case base32::Error::non_canonical:
      return std::unexpected(Error::non_canonical);
  }
  std::unreachable();
}

}  // namespace servicecard::sc1
