#pragma once

#include <string_view>

namespace servicecard::api {

/// schema/openapi.yaml as it was when this program was built.
[[nodiscard]] std::string_view openapi_document();

}  // namespace servicecard::api
