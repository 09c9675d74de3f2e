#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/request.h"

namespace servicecard::api {

/// What a client calls a request that must count once: 1 to 64 visible ASCII characters.
[[nodiscard]] std::optional<std::string> parse_idempotency_key(std::string_view text);

/// The one in the header `Idempotency-Key`.
[[nodiscard]] std::optional<std::string> idempotency_key(const http::Request& request);

}  // namespace servicecard::api
