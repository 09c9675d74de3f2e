#include "cardlib/credential/json_members.h"

#include <algorithm>
#include <chrono>

#include "cardlib/codec/base64url.h"

namespace servicecard {
namespace {

constexpr std::int64_t end_of_9999 = 253402300799;

}  // namespace

std::int64_t seconds_of(Time moment) { return moment.time_since_epoch().count(); }

std::optional<Time> time_member(const json::object& from, std::string_view name) {
  const auto seconds = json::int_member(from, name);
  if (!seconds || *seconds < 0 || *seconds > end_of_9999) return std::nullopt;
  return Time(std::chrono::seconds(*seconds));
}

std::optional<Sha256> hash_member(const json::object& from, std::string_view name) {
  const auto text = json::text_member(from, name);
  if (!text) return std::nullopt;
  const auto octets = base64url::decode(*text);
  Sha256 hash{};
  if (!octets || octets->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*octets, hash.begin());
  return hash;
}

}  // namespace servicecard
