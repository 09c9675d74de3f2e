#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/store/page.h"

namespace servicecard::store {

/// What a list can be sorted by, where its rows have it.
enum class SortKey : std::uint8_t {
  entered,  ///< the order of the keys
  changed,
  ends,
  name,  ///< by code point
  code,
};

/// The order of a list. Rows that are equal in it stand in the order in which they were entered.
struct Order {
  SortKey by = SortKey::entered;
  bool descending = false;
};

/// That SELECT, which has a WHERE, from that table: the rows of one page in an order. Binds
/// `$after` and `$limit`.
[[nodiscard]] std::string rows_of_page(std::string_view select, std::string_view table, Order order,
                                       const Page& page);

}  // namespace servicecard::store
