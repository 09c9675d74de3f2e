#pragma once

#include <cstdint>

namespace servicecard::store {

/// One part of a list in the order of its keys: so many rows, behind the row with that key.
struct Page {
  std::int64_t limit = 50;
  std::int64_t after = 0;
};

}  // namespace servicecard::store
