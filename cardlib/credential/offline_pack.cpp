#include "cardlib/credential/offline_pack.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "cardlib/codec/json.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/pack_container.h"

namespace servicecard {
namespace {

PackError from_refusal(KeyRefusal refusal) {
  switch (refusal) {
    case KeyRefusal::unknown_key:
      return PackError::unknown_key;
    case KeyRefusal::wrong_purpose:
      return PackError::wrong_purpose;
    case KeyRefusal::pending_key:
    case KeyRefusal::revoked_key:
      return PackError::unusable_key;
  }
  std::unreachable();
}

std::expected<const TrustedKey*, PackError> usable_key(const TrustList& trust_list,
                                                       std::string_view kid, KeyPurpose purpose) {
  const auto key = trust_list.find(kid, purpose);
  if (!key) return std::unexpected(from_refusal(key.error()));
  if (const auto refusal = refusal_by_state(**key)) return std::unexpected(from_refusal(*refusal));
  return *key;
}

std::expected<PackManifest, PackError> read_manifest(std::string_view text,
                                                     const TrustList& trust_list) {
  const auto jws = parse_jwt(text, OfflinePack::max_size);
  if (!jws) return std::unexpected(PackError::not_a_jws);
  if (jws->typ != PackManifest::type) return std::unexpected(PackError::wrong_type);
  const auto key = usable_key(trust_list, jws->kid.value_or(""), KeyPurpose::pack);
  if (!key) return std::unexpected(key.error());
  if (!verify(*jws, (*key)->key)) return std::unexpected(PackError::bad_signature);

  auto manifest = read_pack_manifest_json(jws->claims);
  if (!manifest || json::serialize(pack_manifest_json(*manifest)) != jws->payload) {
    return std::unexpected(PackError::bad_manifest);
  }
  if (manifest->issuer != trust_list.issuer().str()) {
    return std::unexpected(PackError::other_issuer);
  }
  if (manifest->issued_at >= manifest->expires || manifest->issued_at < trust_list.issued_at()) {
    return std::unexpected(PackError::bad_dates);
  }
  if (manifest->expires > (*key)->expires) return std::unexpected(PackError::outlives_key);
  return std::move(*manifest);
}

std::expected<StatusListClaims, PackError> read_list(const std::string& text, std::string_view uri,
                                                     const TrustList& trust_list) {
  if (!trust_list.issuer().status_list_number(uri)) {
    return std::unexpected(PackError::other_issuer);
  }
  const auto token = StatusListToken::parse_jwt(text);
  if (!token) return std::unexpected(PackError::bad_status_list);
  const auto* const kid = std::get_if<std::string>(&token->kid());
  const auto key = usable_key(trust_list, kid == nullptr ? "" : *kid, KeyPurpose::status);
  if (!key) return std::unexpected(key.error());
  auto claims = token->verify((*key)->key, uri);
  if (!claims) return std::unexpected(PackError::bad_status_list);
  if (claims->expires > (*key)->expires) return std::unexpected(PackError::outlives_key);
  return std::move(*claims);
}

std::expected<std::vector<StatusListClaims>, PackError> read_lists(
    const std::vector<std::string>& tokens, const PackManifest& manifest,
    const TrustList& trust_list) {
  if (tokens.size() != manifest.status_lists.size()) {
    return std::unexpected(PackError::status_list_mismatch);
  }
  std::vector<StatusListClaims> lists;
  lists.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const PackManifest::List& named = manifest.status_lists[i];
    if (sha256(tokens[i]) != named.hash) return std::unexpected(PackError::status_list_mismatch);
    if (std::ranges::find(lists, named.uri, &StatusListClaims::uri) != lists.end()) {
      return std::unexpected(PackError::status_list_mismatch);
    }
    auto list = read_list(tokens[i], named.uri, trust_list);
    if (!list) return std::unexpected(list.error());
    if (list->issued_at > manifest.issued_at) return std::unexpected(PackError::bad_dates);
    lists.push_back(std::move(*list));
  }
  return lists;
}

PackManifest manifest_of(const PackContent& content, const TrustList& trust_list) {
  PackManifest manifest{.issuer = trust_list.issuer().str(),
                        .sequence = content.sequence,
                        .issued_at = content.issued_at,
                        .expires = content.expires,
                        .trust_list = trust_list.hash(),
                        .status_lists = {},
                        .catalogue = sha256(content.catalogue)};
  for (const PackedList& list : content.status_lists) {
    manifest.status_lists.push_back({.uri = list.uri, .hash = sha256(list.token)});
  }
  return manifest;
}

}  // namespace

/// Everything of a pack that stands on its trust list.
std::expected<OfflinePack, PackError> OfflinePack::verified(PackContainer container,
                                                            TrustList trust_list) {
  auto manifest = read_manifest(container.manifest, trust_list);
  if (!manifest) return std::unexpected(manifest.error());
  if (trust_list.hash() != manifest->trust_list) {
    return std::unexpected(PackError::trust_list_mismatch);
  }
  auto lists = read_lists(container.status_lists, *manifest, trust_list);
  if (!lists) return std::unexpected(lists.error());
  if (sha256(container.catalogue) != manifest->catalogue) {
    return std::unexpected(PackError::catalogue_mismatch);
  }
  if (!json::parse_object(container.catalogue)) return std::unexpected(PackError::bad_catalogue);

  OfflinePack pack;
  pack.hash_ = sha256(container.manifest);
  pack.trust_list_ = std::make_shared<const TrustList>(std::move(trust_list));
  pack.manifest_ = std::move(*manifest);
  pack.status_lists_ = std::move(*lists);
  pack.catalogue_ = std::move(container.catalogue);
  return pack;
}

std::expected<std::string, PackError> OfflinePack::make(const PackContent& content,
                                                        const TrustList& trust_list,
                                                        const Signer& signer) {
  const json::object manifest = pack_manifest_json(manifest_of(content, trust_list));
  PackContainer container{.manifest = sign_jwt(PackManifest::type, manifest, signer),
                          .trust_list = trust_list.jws(),
                          .status_lists = {},
                          .catalogue = content.catalogue};
  for (const PackedList& list : content.status_lists) container.status_lists.push_back(list.token);
  std::string file = write_pack_container(container);
  if (file.size() > max_size) return std::unexpected(PackError::too_large);
  // Nothing leaves that would not open.
  if (const auto opened = verified(std::move(container), trust_list); !opened) {
    return std::unexpected(opened.error());
  }
  return file;
}

std::expected<OfflinePack, PackError> OfflinePack::open(std::string_view file,
                                                        const VerificationKey& root) {
  if (file.size() > max_size) return std::unexpected(PackError::too_large);
  auto container = read_pack_container(file);
  if (!container) return std::unexpected(PackError::malformed);
  auto trust_list = TrustList::read(container->trust_list, root);
  if (!trust_list) return std::unexpected(PackError::bad_trust_list);
  return verified(std::move(*container), std::move(*trust_list));
}

const StatusListClaims* OfflinePack::status_list(std::string_view uri) const {
  const auto found = std::ranges::find(status_lists_, uri, &StatusListClaims::uri);
  return found == status_lists_.end() ? nullptr : &*found;
}

std::string_view to_string(PackError error) {
  switch (error) {
    case PackError::too_large:
      return "too_large";
    case PackError::malformed:
      return "malformed";
    case PackError::bad_trust_list:
      return "bad_trust_list";
    case PackError::not_a_jws:
      return "not_a_jws";
    case PackError::wrong_type:
      return "wrong_type";
    case PackError::unknown_key:
      return "unknown_key";
    case PackError::wrong_purpose:
      return "wrong_purpose";
    case PackError::unusable_key:
      return "unusable_key";
    case PackError::bad_signature:
      return "bad_signature";
    case PackError::outlives_key:
      return "outlives_key";
    case PackError::bad_manifest:
      return "bad_manifest";
    case PackError::other_issuer:
      return "other_issuer";
    case PackError::bad_dates:
      return "bad_dates";
    case PackError::trust_list_mismatch:
      return "trust_list_mismatch";
    case PackError::status_list_mismatch:
      return "status_list_mismatch";
    case PackError::catalogue_mismatch:
      return "catalogue_mismatch";
    case PackError::bad_status_list:
      return "bad_status_list";
    case PackError::bad_catalogue:
      return "bad_catalogue";
  }
  return {};
}

}  // namespace servicecard
