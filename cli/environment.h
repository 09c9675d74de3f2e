#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace servicecard::cli {

/// What a program learns from around it.
struct Environment {
  std::string locale{};                 ///< LC_ALL, LC_MESSAGES or LANG
  std::optional<std::string> token{};   ///< CARDCTL_TOKEN
  std::filesystem::path config_home{};  ///< XDG_CONFIG_HOME, or ~/.config; empty where unknown
};

}  // namespace servicecard::cli
