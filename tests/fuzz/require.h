#pragma once

#include <cstdlib>

namespace servicecard::fuzz {

/// What must hold of every input; libFuzzer reports an input for which it does not.
inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace servicecard::fuzz
