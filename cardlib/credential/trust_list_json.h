#pragma once

#include <expected>
#include <optional>
#include <string_view>

#include "cardlib/codec/json.h"
#include "cardlib/credential/trust_list.h"

namespace servicecard {

/// The payload of a trust list, members in the one order of the format.
[[nodiscard]] json::object trust_list_json(const TrustListContent& content);

/// Reads the members; that there is nothing else, and in this order, is for the caller to check by
/// writing it again.
[[nodiscard]] std::expected<TrustListContent, TrustListError> read_trust_list_json(
    const json::object& payload);

/// A NumericDate in whole seconds within the years 1970 to 9999; nothing for any other.
[[nodiscard]] std::optional<Time> time_member(const json::object& from, std::string_view name);

/// Seconds since 1970 (RFC 7519 §2, NumericDate).
[[nodiscard]] std::int64_t numeric_date(Time moment);

}  // namespace servicecard
