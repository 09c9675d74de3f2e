#pragma once

#include <cstddef>

namespace servicecard::desk {

/// How much one account may do in a civil day (Asia/Shanghai); 1 at least.
struct DailyCaps {
  std::size_t approvals = 200;
  std::size_t cards = 200;   ///< issued, replaced and bound to a holder's key
  std::size_t reveals = 50;  ///< of a resident ID or a phone in full
};

}  // namespace servicecard::desk
