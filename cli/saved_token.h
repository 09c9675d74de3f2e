#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/remote_door.h"

namespace servicecard::cli {

/// The token that `sign-in` got at a server and keeps for the commands after it: a file of mode
/// 0600 in the user's configuration folder (XDG Base Directory), one for each server.
class SavedToken {
 public:
  /// `config_home` is $XDG_CONFIG_HOME, or ~/.config.
  SavedToken(const std::filesystem::path& config_home, const ServerAddress& server);

  [[nodiscard]] std::optional<std::string> read() const;
  void write(const std::string& token) const;
  void remove() const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
};

}  // namespace servicecard::cli
