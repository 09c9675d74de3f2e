#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <utility>

#include "cardlib/identity/civil_date.h"

namespace servicecard::store {

enum class DataDirectoryError {
  absent,      ///< there is none
  occupied,    ///< to be made where something already is
  too_open,    ///< others than its owner may enter it
  held,        ///< another process has it open
  unreadable,  ///< the system refuses
};

struct DataDirectoryProblem {
  DataDirectoryError error;
  std::string detail;  ///< says who holds it and since when, or what to do
};

/// The folder that holds everything one issuer keeps: database, keys, secrets. One process at a
/// time owns it, for as long as this object lives; a crashed process owns nothing. It is its
/// owner's alone (mode 0700), and nothing in it names its own place, so it can be moved as it is.
class DataDirectory {
 public:
  /// Makes the folder, or takes an empty one.
  [[nodiscard]] static std::expected<DataDirectory, DataDirectoryProblem> create(
      const std::filesystem::path& path, Time now);
  [[nodiscard]] static std::expected<DataDirectory, DataDirectoryProblem> open(
      const std::filesystem::path& path, Time now);

  DataDirectory(const DataDirectory&) = delete;
  DataDirectory& operator=(const DataDirectory&) = delete;
  DataDirectory(DataDirectory&& other) noexcept
      : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}
  DataDirectory& operator=(DataDirectory&& other) noexcept;
  ~DataDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path database() const { return path_ / "servicecard.db"; }

 private:
  DataDirectory(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}
  static std::expected<DataDirectory, DataDirectoryProblem> lock(const std::filesystem::path& path,
                                                                 Time now);

  std::filesystem::path path_;
  int lock_ = -1;  // the open lock file
};

}  // namespace servicecard::store
