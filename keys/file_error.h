#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace servicecard::keys {

/// Why a file of the keys folder, of the root's folder or a passphrase file is refused.
enum class FileError : std::uint8_t {
  missing,           ///< there is none
  unreadable,        ///< the system does not let us read it, or it is no ordinary file
  exposed,           ///< its mode lets others than its owner at it
  foreign_owner,     ///< it belongs to somebody else than us or the administrator
  damaged,           ///< cut, altered, or not what this project writes
  wrong_kind,        ///< well made, but another kind of key than the one that belongs here
  wrong_passphrase,  ///< the passphrase does not open it, or its sealed part is altered
  weak_passphrase,   ///< the passphrase in it is below the floor of `keys/passphrase.h`
  untrusted,         ///< signed by another root, for another issuer, or older than the loaded one
  exists,            ///< would have to be overwritten, and keys never are
};

/// The name in logs and in JSON: that of the enumerator.
[[nodiscard]] std::string_view to_string(FileError error);

/// A refused file.
struct FileFailure {
  std::filesystem::path file;
  FileError error;

  bool operator==(const FileFailure&) const = default;
};

/// What is wrong and what to do about it, in one English sentence for the person at the shell.
[[nodiscard]] std::string advice(const FileFailure& failure);

}  // namespace servicecard::keys
