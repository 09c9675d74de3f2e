#pragma once

#include "cardlib/codec/json.h"
#include "server/counter/redemptions.h"
#include "server/store/refusals.h"

namespace servicecard::api {

/// Who is shown a record: a partner learns of the desk's people nothing.
enum class ShownTo : std::uint8_t { partner, desk };

[[nodiscard]] json::object use_json(const counter::UseView& use, ShownTo whom);
[[nodiscard]] json::object refusal_json(const store::TurnAway& refusal);

}  // namespace servicecard::api
