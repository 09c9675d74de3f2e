#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// What the manifest of an offline pack says (docs/offline-pack.md).
struct PackManifest {
  static constexpr std::string_view type = "card-pack+jwt";

  /// A status list by its place and the SHA-256 of its token.
  struct List {
    std::string uri;
    Sha256 hash{};

    bool operator==(const List&) const = default;
  };

  std::string issuer;
  std::uint64_t sequence = 1;
  Time issued_at;
  Time expires;
  Sha256 trust_list{};
  std::vector<List> status_lists;
  Sha256 catalogue{};

  bool operator==(const PackManifest&) const = default;
};

/// The payload, members in the one order of the format.
[[nodiscard]] json::object pack_manifest_json(const PackManifest& manifest);

/// Reads the members; nothing where one is absent or of another type. That there is nothing else,
/// and in this order, is for the caller to check by writing it again.
[[nodiscard]] std::optional<PackManifest> read_pack_manifest_json(const json::object& payload);

}  // namespace servicecard
