#pragma once

#include "cardlib/codec/json.h"
#include "server/store/verifications.h"

namespace servicecard::api {

/// A row of the verification log, as the desk sees it.
[[nodiscard]] json::object check_json(const store::Verification& row);

}  // namespace servicecard::api
