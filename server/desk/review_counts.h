#pragma once

#include <cstdint>

#include "cardlib/codec/json.h"
#include "server/store/reader.h"

namespace servicecard::desk {

/// How many enterprises and cards of a review have each outcome, for the journal.
[[nodiscard]] json::object counts_json(store::Reader& reader, std::int64_t review);

}  // namespace servicecard::desk
