#pragma once

#include <optional>
#include <string>

#include "server/api/json_body.h"
#include "server/counter/verification.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.

/// What is asked of which card; nothing where a mistake was noted.
[[nodiscard]] std::optional<counter::VerificationQuestion> verification_question(JsonBody& body);

/// Written down.
[[nodiscard]] std::string verification_json(const counter::VerificationAnswer& answer);

}  // namespace servicecard::api
