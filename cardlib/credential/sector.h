#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/codec/names.h"

namespace servicecard {

/// What a partner is for. The number is the bit of the printed token's claim 5.
enum class Sector : std::uint8_t { health = 0, finance = 1, education = 2 };

inline constexpr std::array all_sectors = {Sector::health, Sector::finance, Sector::education};

/// `"health"`, `"finance"`, `"education"`: the name in tokens, the API and the database.
[[nodiscard]] constexpr std::string_view to_string(Sector sector) {
  switch (sector) {
    case Sector::health:
      return "health";
    case Sector::finance:
      return "finance";
    case Sector::education:
      return "education";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<Sector> parse_sector(std::string_view name) {
  return find_by_name(all_sectors, name);
}

}  // namespace servicecard
