#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/sector.h"
#include "cardlib/eligibility/policy.h"

/// The services of a card, by sector, and how they stand in the database: `{"health": ["…"], …}`.
namespace servicecard::desk {

using Services = std::map<Sector, std::vector<std::string>>;

/// All of the policy's catalogue.
[[nodiscard]] Services services_of(const Policy& policy);

[[nodiscard]] std::string services_json(const Services& services);
/// What `services_json` wrote; anything else is a broken database: `std::runtime_error`.
[[nodiscard]] Services services_of(std::string_view json);

}  // namespace servicecard::desk
