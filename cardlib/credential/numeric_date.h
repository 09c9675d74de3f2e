#pragma once

#include <cstdint>
#include <optional>

#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// A NumericDate (RFC 7519 §2, RFC 8392 §2): seconds since 1970. Nothing outside the years 1 to
/// 9999, so that adding a day overflows nothing.
[[nodiscard]] std::optional<Time> numeric_date(std::int64_t seconds);

/// A part of a second is rounded up, which for a clock of whole seconds changes no comparison:
/// now ≥ t exactly where now ≥ ⌈t⌉.
[[nodiscard]] std::optional<Time> numeric_date(double seconds);

}  // namespace servicecard
