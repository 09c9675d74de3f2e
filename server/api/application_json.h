#pragma once

#include "cardlib/codec/json.h"
#include "server/desk/applications.h"
#include "server/store/policies.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.
[[nodiscard]] json::object to_json(const desk::ApplicationView& view);
/// A decision as it was stored beside an application or a card; null for none.
[[nodiscard]] json::value stored_decision_json(const std::optional<store::DecisionRow>& decision);

}  // namespace servicecard::api
