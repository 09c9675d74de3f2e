#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/credential/sector.h"

namespace servicecard::store {

/// The services that a card is issued for: codes of the catalogue by sector.
using Services = std::map<Sector, std::vector<std::string>>;

[[nodiscard]] bool includes(const Services& services, Sector sector, std::string_view code);

/// How they stand in the database: `{"health": ["health.checkup"], …}`.
[[nodiscard]] json::object services_json(const Services& services);
/// Reads what `services_json` wrote. Throws `std::runtime_error` for anything else: the database is
/// broken.
[[nodiscard]] Services parse_services(std::string_view text);

}  // namespace servicecard::store
