#pragma once

#include "cardlib/codec/json.h"
#include "server/desk/print_batches.h"
#include "server/store/handovers.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.
[[nodiscard]] json::object to_json(const desk::BatchView& view);
[[nodiscard]] json::object to_json(const desk::BatchCardView& view);
[[nodiscard]] json::object to_json(const store::CardPrint& print);

}  // namespace servicecard::api
