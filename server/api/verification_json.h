#pragma once

#include <optional>

#include "cardlib/codec/json.h"
#include "server/api/json_body.h"
#include "server/counter/verification.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.

/// What is asked of which card; nothing where a mistake was noted.
[[nodiscard]] std::optional<counter::VerificationQuestion> verification_question(JsonBody& body);

[[nodiscard]] json::object verification_json(const counter::VerificationAnswer& answer);

}  // namespace servicecard::api
