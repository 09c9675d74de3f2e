#pragma once

#include "server/counter/use_error.h"
#include "server/http/problem.h"

namespace servicecard::api {

/// Why a use, a refusal or an outcome was not recorded. With `card-not-valid` comes the card's
/// verdict and its text.
[[nodiscard]] http::Problem problem_of(const counter::UseRefusal& refusal);

/// The header `Idempotency-Key` is absent, or not 1 to 64 visible ASCII characters.
[[nodiscard]] http::Problem idempotency_key_needed();

}  // namespace servicecard::api
