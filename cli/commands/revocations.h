#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace servicecard::cli {

[[nodiscard]] std::vector<std::string> reason_codes();

/// `card revoke`: one card, or many at once as a dry run unless `--apply` is given.
void add_revoke_command(Menu& card);

}  // namespace servicecard::cli
