#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/environment.h"
#include "cli/exit_code.h"

namespace servicecard::cli {

/// Runs cardctl with these arguments, its own name not among them.
[[nodiscard]] ExitCode run(const std::vector<std::string>& arguments,
                           const Environment& environment, Console console);

}  // namespace servicecard::cli
