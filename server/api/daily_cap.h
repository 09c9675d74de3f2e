#pragma once

#include "cardlib/identity/civil_date.h"
#include "server/http/problem.h"

/// What an account hears that has done as many today as one may.
namespace servicecard::api {

[[nodiscard]] http::Text daily_cap_title();

/// Retry-After: the day of a cap is over at midnight in Asia/Shanghai.
void add_wait_until_tomorrow(http::Response& response, Time now);

}  // namespace servicecard::api
