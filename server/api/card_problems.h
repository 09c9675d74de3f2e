#pragma once

#include "server/desk/application_error.h"
#include "server/desk/card_error.h"
#include "server/http/problem.h"

namespace servicecard::api {

/// What a client hears when a step of an application, or an act on a card, was refused.
[[nodiscard]] http::Problem problem_of(desk::ApplicationError error);
[[nodiscard]] http::Problem problem_of(desk::CardError error);

/// The sentence alone, for one item of a batch.
[[nodiscard]] http::Text text_of(desk::ApplicationError error);
[[nodiscard]] http::Text text_of(desk::CardError error);

}  // namespace servicecard::api
