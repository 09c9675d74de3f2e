#pragma once

#include <filesystem>
#include <iterator>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "keys/passphrase.h"
#include "keys/private_file.h"
#include "keys/system_random.h"

namespace servicecard::keys::test {

/// A folder of its own for a test, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "keys-test.XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline Passphrase passphrase(std::string_view text = "correct horse battery") {
  return Passphrase::parse(as_bytes(text)).value();
}

inline std::string content_of(const std::filesystem::path& file) {
  const SecretBytes content = read_file(file, Readers::anybody).value();
  return std::string(as_text(content.view()));
}

inline std::size_t count_files(const std::filesystem::path& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

}  // namespace servicecard::keys::test
