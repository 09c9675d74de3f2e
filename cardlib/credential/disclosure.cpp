#include "cardlib/credential/disclosure.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/digest.h"

namespace servicecard::sd_jwt {
namespace {

bool is_reserved(std::string_view name) { return name == "_sd" || name == "..."; }

std::string draw_salt(RandomSource& random) {
  std::array<std::uint8_t, 16> salt{};
  random.fill(salt);
  return base64url::encode(salt);
}

void add_digest(json::object& level, const std::string& digest) {
  json::value& list = level["_sd"];
  if (!list.is_array()) list = json::array();
  json::array& digests = list.get_array();
  const auto* const place = std::ranges::find_if(
      digests, [&](const json::value& other) { return other.get_string() > digest; });
  digests.insert(place, json::value(digest));
}

}  // namespace

std::string digest_of(std::string_view encoded) { return base64url::encode(sha256(encoded)); }

std::expected<Disclosure, Error> parse_disclosure(std::string_view encoded) {
  const auto decoded = base64url::decode(encoded);
  if (!decoded || decoded->empty()) return std::unexpected(Error::bad_disclosure_encoding);
  auto parsed = json::parse(as_text(*decoded));
  if (!parsed || !parsed->is_array()) return std::unexpected(Error::bad_disclosure);
  json::array& parts = parsed->get_array();
  if (parts.size() != 2 && parts.size() != 3) {
    return std::unexpected(Error::wrong_disclosure_length);
  }
  if (!parts.front().is_string()) return std::unexpected(Error::salt_not_text);

  Disclosure disclosure{.encoded = std::string(encoded),
                        .digest = digest_of(encoded),
                        .name = {},
                        .value = std::move(parts.back())};
  if (parts.size() == 3) {
    if (!parts[1].is_string()) return std::unexpected(Error::name_not_text);
    disclosure.name = std::string(parts[1].get_string());
    if (is_reserved(*disclosure.name)) return std::unexpected(Error::reserved_name);
  }
  return disclosure;
}

std::string conceal(json::object& level, std::string_view name, RandomSource& random) {
  const auto* const member = level.find(name);
  if (member == level.end() || is_reserved(name)) {
    throw std::logic_error("sd_jwt: no member of that name to conceal");
  }
  const json::array parts{draw_salt(random), name, member->value()};
  level.stable_erase(member);
  std::string encoded = base64url::encode(as_bytes(json::serialize(parts)));
  add_digest(level, digest_of(encoded));
  return encoded;
}

}  // namespace servicecard::sd_jwt
