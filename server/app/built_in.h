#pragma once

#include <string_view>

/// Texts of schema/ that the program carries in itself.
namespace servicecard::app::built_in {

/// schema/policies/default.json: the policy of a new data directory.
[[nodiscard]] std::string_view default_policy();

}  // namespace servicecard::app::built_in
