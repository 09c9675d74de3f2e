#pragma once

#include <cstdint>
#include <string_view>

#include "cardlib/credential/claims.h"

namespace servicecard::test {

/// The claims of a synthetic card: two services of health, one of education; valid from
/// 2026-07-05 to 2027-04-30. Tests change what they are about.
[[nodiscard]] CardClaims sample_claims();

/// A moment at which that card is valid.
[[nodiscard]] Time sample_now();

}  // namespace servicecard::test
