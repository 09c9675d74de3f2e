#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "cardlib/codec/bytes.h"

namespace servicecard {

using Sha256 = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4) of the parts, one after another.
[[nodiscard]] Sha256 sha256(std::initializer_list<BytesView> parts);
[[nodiscard]] Sha256 sha256(BytesView bytes);
[[nodiscard]] Sha256 sha256(std::string_view text);

/// HMAC-SHA-256 (RFC 2104).
[[nodiscard]] Sha256 hmac_sha256(BytesView key, BytesView message);

/// Compares without telling by its time where two values differ; different lengths are unequal.
[[nodiscard]] bool constant_time_equal(BytesView a, BytesView b);

}  // namespace servicecard
