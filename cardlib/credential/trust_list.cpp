#include "cardlib/credential/trust_list.h"

#include <algorithm>
#include <set>
#include <utility>

#include "cardlib/codec/json.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/trust_list_json.h"

namespace servicecard {
namespace {

std::optional<TrustListError> error_in_keys(const std::vector<TrustedKey>& keys) {
  if (keys.size() > TrustList::max_keys) return TrustListError::too_large;
  // Equal full kids have equal short ones, so one set serves both.
  std::set<ShortKid> kids;
  std::set<KeyPurpose> active;
  for (const TrustedKey& key : keys) {
    if (key.purpose == KeyPurpose::root) return TrustListError::root_listed;
    if (!kids.insert(key.key.short_kid()).second) return TrustListError::duplicate_key;
    if (key.state == KeyState::active && !active.insert(key.purpose).second) {
      return TrustListError::two_active_keys;
    }
    if (key.created >= key.expires || key.since < key.created) return TrustListError::bad_dates;
  }
  return std::nullopt;
}

/// What both the writer and the reader of a list hold it to.
std::optional<TrustListError> error_in(const TrustListContent& content,
                                       const VerificationKey& root) {
  if (content.issued_at >= content.expires) return TrustListError::bad_dates;
  const bool lists_root = std::ranges::any_of(
      content.keys, [&](const TrustedKey& listed) { return listed.key == root; });
  if (lists_root) return TrustListError::root_listed;
  return error_in_keys(content.keys);
}

std::expected<const TrustedKey*, KeyRefusal> for_purpose(
    std::vector<TrustedKey>::const_iterator found, const std::vector<TrustedKey>& keys,
    KeyPurpose purpose) {
  if (found == keys.end()) return std::unexpected(KeyRefusal::unknown_key);
  if (found->purpose != purpose) return std::unexpected(KeyRefusal::wrong_purpose);
  return &*found;
}

bool needs_warning(const TrustedKey& key, Time now) {
  if (key.expires > now + expiry_warning_period) return false;
  switch (key.state) {
    case KeyState::pending:
    case KeyState::active:
      return true;
    case KeyState::retired:
      return now < key.expires;
    case KeyState::revoked:
      return false;
  }
  return false;
}

}  // namespace

TrustList::TrustList(TrustListContent content, std::string_view jws)
    : content_(std::move(content)), jws_(jws), hash_(sha256(jws)) {}

std::expected<std::string, TrustListError> TrustList::sign(const TrustListContent& content,
                                                           const Signer& root) {
  if (const auto error = error_in(content, root.public_key())) return std::unexpected(*error);
  const json::object payload = trust_list_json(content);
  // Numbers and times that the format cannot hold show when it is read back.
  if (const auto back = read_trust_list_json(payload); !back) {
    return std::unexpected(back.error());
  }
  return sign_jwt(type, payload, root);
}

std::expected<TrustList, TrustListError> TrustList::read(std::string_view jws,
                                                         const VerificationKey& root) {
  if (jws.size() > max_size) return std::unexpected(TrustListError::too_large);
  const auto parsed = parse_jwt(jws, max_size);
  if (!parsed) return std::unexpected(TrustListError::not_a_jws);
  if (parsed->typ != type) return std::unexpected(TrustListError::wrong_type);
  if (parsed->kid != root.kid()) return std::unexpected(TrustListError::foreign_root);
  if (!verify(*parsed, root)) return std::unexpected(TrustListError::bad_signature);

  auto content = read_trust_list_json(parsed->claims);
  if (!content) return std::unexpected(content.error());
  if (const auto error = error_in(*content, root)) return std::unexpected(*error);
  if (json::serialize(trust_list_json(*content)) != parsed->payload) {
    return std::unexpected(TrustListError::malformed);
  }
  return TrustList(std::move(*content), jws);
}

std::expected<const TrustedKey*, KeyRefusal> TrustList::find(std::string_view kid,
                                                             KeyPurpose purpose) const {
  const auto found = std::ranges::find_if(
      content_.keys, [&](const TrustedKey& listed) { return listed.key.kid() == kid; });
  return for_purpose(found, content_.keys, purpose);
}

std::expected<const TrustedKey*, KeyRefusal> TrustList::find(const ShortKid& kid,
                                                             KeyPurpose purpose) const {
  const auto found = std::ranges::find_if(
      content_.keys, [&](const TrustedKey& listed) { return listed.key.short_kid() == kid; });
  return for_purpose(found, content_.keys, purpose);
}

std::optional<KeyRefusal> refusal_by_state(const TrustedKey& key) {
  switch (key.state) {
    case KeyState::pending:
      return KeyRefusal::pending_key;
    case KeyState::active:
    case KeyState::retired:
      return std::nullopt;
    case KeyState::revoked:
      return KeyRefusal::revoked_key;
  }
  return KeyRefusal::revoked_key;
}

std::vector<ExpiryWarning> expiry_warnings(const TrustList& list, Time now) {
  std::vector<ExpiryWarning> warnings;
  if (list.expires() <= now + expiry_warning_period) {
    warnings.push_back({.key = nullptr, .expires = list.expires()});
  }
  for (const TrustedKey& key : list.keys()) {
    if (needs_warning(key, now)) warnings.push_back({.key = &key, .expires = key.expires});
  }
  return warnings;
}

std::string_view to_string(TrustListError error) {
  switch (error) {
    case TrustListError::too_large:
      return "too_large";
    case TrustListError::not_a_jws:
      return "not_a_jws";
    case TrustListError::wrong_type:
      return "wrong_type";
    case TrustListError::foreign_root:
      return "foreign_root";
    case TrustListError::bad_signature:
      return "bad_signature";
    case TrustListError::malformed:
      return "malformed";
    case TrustListError::bad_issuer:
      return "bad_issuer";
    case TrustListError::bad_key:
      return "bad_key";
    case TrustListError::bad_dates:
      return "bad_dates";
    case TrustListError::root_listed:
      return "root_listed";
    case TrustListError::duplicate_key:
      return "duplicate_key";
    case TrustListError::two_active_keys:
      return "two_active_keys";
  }
  return {};
}

}  // namespace servicecard
