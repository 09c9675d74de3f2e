#include "cardlib/credential/pack_manifest.h"

#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/json_members.h"

namespace servicecard {
namespace {

std::optional<std::vector<PackManifest::List>> read_lists(const json::array& items) {
  std::vector<PackManifest::List> lists;
  lists.reserve(items.size());
  for (const json::value& item : items) {
    const json::object* const members = item.if_object();
    if (members == nullptr) return std::nullopt;
    const auto uri = json::text_member(*members, "uri");
    const auto hash = hash_member(*members, "sha256");
    if (!uri || !hash) return std::nullopt;
    lists.push_back({.uri = std::string(*uri), .hash = *hash});
  }
  return lists;
}

}  // namespace

json::object pack_manifest_json(const PackManifest& manifest) {
  json::array lists;
  for (const PackManifest::List& list : manifest.status_lists) {
    lists.push_back({{"uri", list.uri}, {"sha256", base64url::encode(list.hash)}});
  }
  return {{"iss", manifest.issuer},
          {"seq", static_cast<std::int64_t>(manifest.sequence)},
          {"iat", seconds_of(manifest.issued_at)},
          {"exp", seconds_of(manifest.expires)},
          {"trust_list", base64url::encode(manifest.trust_list)},
          {"status_lists", std::move(lists)},
          {"catalogue", base64url::encode(manifest.catalogue)}};
}

std::optional<PackManifest> read_pack_manifest_json(const json::object& payload) {
  const auto issuer = json::text_member(payload, "iss");
  const auto sequence = json::int_member(payload, "seq");
  const auto issued_at = time_member(payload, "iat");
  const auto expires = time_member(payload, "exp");
  const auto trust_list = hash_member(payload, "trust_list");
  const json::array* const items = json::array_member(payload, "status_lists");
  const auto catalogue = hash_member(payload, "catalogue");
  const bool complete = issuer && sequence && *sequence >= 1 && issued_at && expires &&
                        trust_list && items != nullptr && catalogue;
  if (!complete) return std::nullopt;
  auto lists = read_lists(*items);
  if (!lists) return std::nullopt;
  return PackManifest{.issuer = std::string(*issuer),
                      .sequence = static_cast<std::uint64_t>(*sequence),
                      .issued_at = *issued_at,
                      .expires = *expires,
                      .trust_list = *trust_list,
                      .status_lists = std::move(*lists),
                      .catalogue = *catalogue};
}

}  // namespace servicecard
