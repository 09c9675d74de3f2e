#pragma once

#include <optional>

#include "cardlib/codec/json.h"
#include "server/desk/annual_review.h"
#include "server/desk/grace.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.
[[nodiscard]] json::object to_json(const desk::ReviewView& view);
[[nodiscard]] json::object to_json(const desk::ReviewedView& view);
/// Null for an enterprise that is not at risk.
[[nodiscard]] json::value grace_json(const std::optional<desk::Grace>& grace);

}  // namespace servicecard::api
