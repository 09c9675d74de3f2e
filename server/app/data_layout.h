#pragma once

#include <filesystem>

/// What stands where in a data directory, beside the database and the lock that
/// `store/data_directory.h` knows of. Nothing in it names its own place.
namespace servicecard::app {

/// The key ring and the data key.
[[nodiscard]] inline std::filesystem::path keys_folder(const std::filesystem::path& data) {
  return data / "keys";
}

/// What opens the key files, where it is kept beside them.
[[nodiscard]] inline std::filesystem::path passphrase_file(const std::filesystem::path& folder) {
  return folder / "passphrase";
}

/// The token of the first administrator, for programs that work on the data in process.
[[nodiscard]] inline std::filesystem::path admin_token_file(const std::filesystem::path& data) {
  return data / "admin-token";
}

// Settings of the database, beside those that the rooms below name.
inline constexpr const char* issuer_setting = "issuer";
inline constexpr const char* fakes_setting = "fakes";  ///< "welcome" or "refused"

}  // namespace servicecard::app
