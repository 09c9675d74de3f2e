#pragma once

#include <string_view>

/// Texts of schema/ that the program carries in itself.
namespace servicecard::app::built_in {

/// schema/policies/default.json: the policy of a new data directory.
[[nodiscard]] std::string_view default_policy();

// schema/rosters/enterprises.csv and people.csv: what clerks begin with.
[[nodiscard]] std::string_view roster_of_enterprises();
[[nodiscard]] std::string_view roster_of_people();

}  // namespace servicecard::app::built_in
