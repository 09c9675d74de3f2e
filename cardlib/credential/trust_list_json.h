#pragma once

#include <expected>

#include "cardlib/codec/json.h"
#include "cardlib/credential/trust_list.h"

namespace servicecard {

/// The payload of a trust list, members in the one order of the format.
[[nodiscard]] json::object trust_list_json(const TrustListContent& content);

/// Reads the members; that there is nothing else, and in this order, is for the caller to check by
/// writing it again.
[[nodiscard]] std::expected<TrustListContent, TrustListError> read_trust_list_json(
    const json::object& payload);

/// One key, as a member of `keys`; rings of keys write theirs in the same form.
[[nodiscard]] json::object trusted_key_json(const TrustedKey& key);
[[nodiscard]] std::expected<TrustedKey, TrustListError> read_trusted_key(const json::value& item);

}  // namespace servicecard
