#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/codec/json.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"

/// Members that trust lists, manifests and states have in common.
namespace servicecard {

/// Seconds since 1970 (RFC 7519 §2, NumericDate).
[[nodiscard]] std::int64_t seconds_of(Time moment);

/// Whole seconds within the years 1970 to 9999; nothing for any other member.
[[nodiscard]] std::optional<Time> time_member(const json::object& from, std::string_view name);

/// A SHA-256 in base64url; nothing for any other member.
[[nodiscard]] std::optional<Sha256> hash_member(const json::object& from, std::string_view name);

}  // namespace servicecard
