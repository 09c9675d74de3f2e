#pragma once

#include "cardlib/identity/civil_date.h"
#include "server/desk/application_error.h"
#include "server/desk/card_error.h"
#include "server/http/problem.h"
#include "server/http/request.h"
#include "server/http/response.h"

namespace servicecard::api {

/// What a client hears when a step of an application, or an act on a card, was refused.
[[nodiscard]] http::Problem problem_of(desk::ApplicationError error);
[[nodiscard]] http::Problem problem_of(desk::CardError error);

/// The same as an answer. One that would be given again until midnight says how long that is.
[[nodiscard]] http::Response refusal(const http::Request& request, desk::ApplicationError error,
                                     Time now);
[[nodiscard]] http::Response refusal(const http::Request& request, desk::CardError error, Time now);

/// The sentence alone, for one item of a batch.
[[nodiscard]] http::Text text_of(desk::ApplicationError error);
[[nodiscard]] http::Text text_of(desk::CardError error);

}  // namespace servicecard::api
