#pragma once

#include "keys/key_ring.h"
#include "keys/ring_index.h"
#include "server/desk/actors.h"
#include "server/desk/policies.h"
#include "server/http/problem.h"

/// What an administrator hears when something was refused.
namespace servicecard::api {

[[nodiscard]] http::Problem problem_of(desk::ActorError error);
[[nodiscard]] http::Problem problem_of(const desk::PublishRefusal& refusal);
[[nodiscard]] http::Problem problem_of(keys::MoveError error);
[[nodiscard]] http::Problem problem_of(keys::ListRefusal refusal);
[[nodiscard]] http::Problem no_policy_in_force();

}  // namespace servicecard::api
