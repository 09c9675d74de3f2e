#pragma once

#include "server/desk/partners.h"
#include "server/http/problem.h"

namespace servicecard::api {

/// What an administrator hears when a partner or its key was not made or changed.
[[nodiscard]] http::Problem problem_of(desk::PartnerError error);

}  // namespace servicecard::api
