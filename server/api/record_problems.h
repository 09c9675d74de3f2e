#pragma once

#include "server/desk/record_error.h"
#include "server/http/problem.h"

namespace servicecard::api {

/// What a client hears when a record of an enterprise or a person was refused.
[[nodiscard]] http::Problem problem_of(desk::RecordError error);

}  // namespace servicecard::api
