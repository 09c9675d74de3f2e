#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/exit_code.h"

namespace servicecard::cli {

/// What a program learns from around it.
struct Environment {
  std::string locale{};                ///< LC_ALL, LC_MESSAGES or LANG
  std::optional<std::string> token{};  ///< CARDCTL_TOKEN
};

/// Runs cardctl with these arguments, its own name not among them.
[[nodiscard]] ExitCode run(const std::vector<std::string>& arguments,
                           const Environment& environment, Console console);

}  // namespace servicecard::cli
