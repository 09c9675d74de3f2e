#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/secret_bytes.h"
#include "keys/file_error.h"

/// Files that hold secrets: read only where nobody else can read them, written whole or not at all.
/// A machine that fails to write is a `std::system_error`.
namespace servicecard::keys {

/// Who may be able to read a file that is read.
enum class Readers { owner_alone, anybody };

/// No file of this room is larger.
inline constexpr std::size_t max_file_size = std::size_t{1024} * 1024;

/// All of a file. Checks are made on the opened file, so it cannot be exchanged in between. With
/// `owner_alone` the mode gives nothing to group and others, and the owner is us or root.
[[nodiscard]] std::expected<SecretBytes, FileError> read_file(const std::filesystem::path& file,
                                                              Readers readers);

/// Writes a new file of mode 0600, durably; `exists` where there is one of that name already.
[[nodiscard]] std::expected<void, FileError> create_file(const std::filesystem::path& file,
                                                         BytesView content);

/// Writes or replaces a file of mode 0600, durably: a reader sees the old or the new content.
void replace_file(const std::filesystem::path& file, BytesView content);

/// Makes the folder with mode 0700, and its parents where they are missing; one that stands is
/// left.
void make_private_folder(const std::filesystem::path& folder);

/// Holds a folder against other processes that want to change it, and other threads, while it
/// lives.
class FolderLock {
 public:
  /// Waits until the folder is free.
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int descriptor_;
};

}  // namespace servicecard::keys
