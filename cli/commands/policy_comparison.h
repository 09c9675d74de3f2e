#pragma once

#include <string>

#include "cardlib/codec/json.h"
#include "cli/command.h"

namespace servicecard::cli {

/// The document in a file; one that is no JSON ends the command.
[[nodiscard]] json::value policy_in(const std::string& file);

/// `policy compare`: what a policy would change.
void add_compare_command(Menu& policy);

}  // namespace servicecard::cli
