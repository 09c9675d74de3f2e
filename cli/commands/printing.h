#pragma once

#include "cli/command.h"

namespace servicecard::cli {

/// `card print`.
void add_print_command(Menu& card);

}  // namespace servicecard::cli
