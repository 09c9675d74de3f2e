#pragma once

#include "cardlib/identity/civil_date.h"
#include "server/desk/record_error.h"
#include "server/http/problem.h"

namespace servicecard::api {

/// What a client hears when a record of an enterprise or a person was refused.
[[nodiscard]] http::Problem problem_of(desk::RecordError error);
/// The same as an answer, with `Retry-After` where a later attempt helps.
[[nodiscard]] http::Response refusal(const http::Request& request, desk::RecordError error,
                                     Time now);

}  // namespace servicecard::api
