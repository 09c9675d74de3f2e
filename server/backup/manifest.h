#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard::backup {

/// One file of a backup, by its name in the data directory.
struct FileEntry {
  std::string name;
  std::uint64_t size = 0;

  bool operator==(const FileEntry&) const = default;
};

/// What stands before the files of a backup and says what they are.
struct Manifest {
  Time created_at;
  std::string issuer;
  std::string schema;  ///< the last migration of the database
  std::uint64_t journal_size = 0;
  Sha256 journal_root{};
  std::map<std::string, std::int64_t> tables;  ///< rows of each
  std::vector<FileEntry> files;

  [[nodiscard]] std::int64_t rows_of(const std::string& table) const;
  /// Octets of all files.
  [[nodiscard]] std::uint64_t size() const;

  bool operator==(const Manifest&) const = default;
};

[[nodiscard]] std::string to_json(const Manifest& manifest);
/// Nothing for a text that `to_json` would not write, for a name that leaves the folder, and for
/// one that stands there twice.
[[nodiscard]] std::optional<Manifest> parse_manifest(std::string_view text);

}  // namespace servicecard::backup
