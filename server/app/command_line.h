#pragma once

#include <expected>
#include <string>

#include "server/app/config.h"

namespace servicecard::app {

/// Why a program ends before it has begun: help that was asked for, or a mistake.
struct Exit {
  int code = 0;  ///< 0 after help, 2 for a mistake
  std::string text;
};

/// The configuration of `cardserver`: what is built in, under the file that `--config` names, under
/// the flags. A data directory is needed.
[[nodiscard]] std::expected<Config, Exit> read_command_line(int argc, const char* const* argv);

}  // namespace servicecard::app
