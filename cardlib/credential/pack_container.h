#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servicecard {

/// The parts of a pack's file as they stand, nothing verified: one JSON object with exactly these
/// members in this order, without white space.
struct PackContainer {
  std::string manifest;
  std::string trust_list;
  std::vector<std::string> status_lists;
  std::string catalogue;
};

[[nodiscard]] std::string write_pack_container(const PackContainer& container);

/// Reads exactly the files that `write_pack_container` gives.
[[nodiscard]] std::optional<PackContainer> read_pack_container(std::string_view file);

}  // namespace servicecard
