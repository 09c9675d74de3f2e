#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/program.h"

namespace servicecard::test {

/// What a run of cardctl came to.
struct Outcome {
  cli::ExitCode code;
  std::string out;
  std::string err;
};

/// Runs cardctl in English, away from any terminal.
inline Outcome cardctl(const std::vector<std::string>& arguments, const std::string& input = {},
                       const cli::Environment& environment = {.locale = "en_GB.UTF-8"}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const cli::ExitCode code = cli::run(arguments, environment, {.in = in, .out = out, .err = err});
  return {.code = code, .out = out.str(), .err = err.str()};
}

}  // namespace servicecard::test
