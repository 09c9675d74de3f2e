#include "tests/support/jose.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/bytes.h"

namespace servicecard::test {

std::string raw_jws(std::string_view header, std::string_view payload, const Signer& signer) {
  std::string text = base64url::encode(as_bytes(header));
  text += '.';
  text += base64url::encode(as_bytes(payload));
  const Signature signature = signer.sign(as_bytes(text));
  text += '.';
  text += base64url::encode(signature);
  return text;
}

std::string raw_disclosure(std::string_view json) { return base64url::encode(as_bytes(json)); }

std::vector<std::string> with_one_bit_flipped(std::string_view token) {
  constexpr std::string_view separators = ".~";
  std::vector<std::string> changed;
  std::size_t begin = 0;
  while (begin < token.size()) {
    const std::size_t end = std::min(token.find_first_of(separators, begin), token.size());
    Bytes octets = base64url::decode(token.substr(begin, end - begin)).value();
    for (std::size_t bit = 0; bit < octets.size() * 8; ++bit) {
      const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
      octets[bit / 8] ^= mask;
      std::string text(token.substr(0, begin));
      text += base64url::encode(octets);
      text += token.substr(end);
      changed.push_back(std::move(text));
      octets[bit / 8] ^= mask;
    }
    begin = end + 1;
  }
  return changed;
}

std::vector<std::string> with_one_character_changed(std::string_view token) {
  constexpr std::string_view others = "Aw9-.~= ";
  std::vector<std::string> changed;
  for (std::size_t place = 0; place < token.size(); ++place) {
    for (const char other : others) {
      if (other == token[place]) continue;
      std::string text(token);
      text[place] = other;
      changed.push_back(std::move(text));
    }
  }
  return changed;
}

}  // namespace servicecard::test
