#pragma once

#include <string>
#include <vector>

#include "cli/shell.h"

namespace servicecard::cli {

/// Posts a batch of applications and prints what came of each; `refused` where one was.
[[nodiscard]] ExitCode run_batch(Shell& shell, const std::string& path,
                                 const std::vector<std::string>& ids);

}  // namespace servicecard::cli
