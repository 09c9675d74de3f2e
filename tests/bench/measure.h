#pragma once

#include <functional>

#include "tests/bench/county.h"

namespace servicecard::bench {

struct Measured {
  double seconds = 0;
  double longest_wait = 0;  ///< of somebody else's small change meanwhile, in seconds
};

[[nodiscard]] Measured measured(County& county, const std::function<void()>& run);

/// Of this process so far, in MB.
[[nodiscard]] double peak_mb();

}  // namespace servicecard::bench
