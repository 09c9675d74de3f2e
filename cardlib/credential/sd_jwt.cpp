#include "cardlib/credential/sd_jwt.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/crypto/digest.h"

namespace servicecard::sd_jwt {
namespace {

constexpr char separator = '~';

std::expected<std::vector<Disclosure>, Error> parse_disclosures(std::string_view list) {
  std::vector<Disclosure> disclosures;
  disclosures.reserve(static_cast<std::size_t>(std::ranges::count(list, separator)));
  while (!list.empty()) {
    const std::size_t end = list.find(separator);
    auto disclosure = parse_disclosure(list.substr(0, end));
    if (!disclosure) return std::unexpected(disclosure.error());
    disclosures.push_back(std::move(*disclosure));
    list.remove_prefix(end + 1);
  }
  return disclosures;
}

}  // namespace

std::expected<Parsed, Error> parse(std::string_view text, std::size_t max_size) {
  if (text.size() > max_size) return std::unexpected(Error::too_large);
  const std::size_t first = text.find(separator);
  if (first == std::string_view::npos) return std::unexpected(Error::no_separator);
  const std::size_t last = text.rfind(separator);

  auto jwt = parse_jwt(text.substr(0, first), max_size);
  if (!jwt) return std::unexpected(Error::bad_jwt);
  auto disclosures = parse_disclosures(text.substr(first + 1, last - first));
  if (!disclosures) return std::unexpected(disclosures.error());
  Parsed token{.jwt = std::move(*jwt),
               .disclosures = std::move(*disclosures),
               .key_binding = {},
               .presented = std::string(text.substr(0, last + 1))};
  if (last + 1 == text.size()) return token;

  auto key_binding = parse_jwt(text.substr(last + 1), max_size);
  if (!key_binding) return std::unexpected(Error::bad_key_binding);
  token.key_binding = std::move(*key_binding);
  return token;
}

std::string sd_hash(std::string_view presented) { return digest_of(presented); }

std::string join(std::string_view jwt, const std::vector<std::string>& disclosures) {
  std::string text(jwt);
  text += separator;
  for (const std::string& disclosure : disclosures) {
    text += disclosure;
    text += separator;
  }
  return text;
}

std::string present(const Parsed& token, const std::function<bool(const Disclosure&)>& keep) {
  std::vector<std::string> kept;
  for (const Disclosure& disclosure : token.disclosures) {
    if (keep(disclosure)) kept.push_back(disclosure.encoded);
  }
  const std::string_view presented = token.presented;
  return join(presented.substr(0, presented.find(separator)), kept);
}

}  // namespace servicecard::sd_jwt
