#pragma once

#include <filesystem>
#include <string>

#include "cardlib/codec/bytes.h"

namespace servicecard::backup {

/// A file of mode 0600 that is written piece by piece, beside its place and under another name,
/// until it is whole; gone again unless it was put in place. What the system refuses is thrown as
/// `std::system_error`.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path place);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  void write(BytesView octets);
  /// Makes it durable and gives it its name. False where the name is taken.
  [[nodiscard]] bool put_in_place();

 private:
  std::filesystem::path place_;
  std::string name_;
  int descriptor_ = -1;
};

/// Makes what was made or renamed in a folder durable.
void sync_folder(const std::filesystem::path& folder);

}  // namespace servicecard::backup
