#pragma once

#include <cstdint>

#include "server/desk/desk.h"
#include "server/store/transaction.h"

namespace servicecard::desk {

/// A place in a status list that may be free: whoever takes it finds out.
struct StatusIndex {
  std::int64_t list = 0;
  std::int64_t index = 0;
};

/// Draws from the open list, so that an index tells nothing about when its card was issued. At 75 %
/// the next list opens.
[[nodiscard]] StatusIndex draw_status_index(store::Transaction& transaction, RandomSource& random,
                                            Time now);

}  // namespace servicecard::desk
