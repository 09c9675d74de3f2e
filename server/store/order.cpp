#include "server/store/order.h"

#include <utility>

#include <fmt/format.h>

namespace servicecard::store {
namespace {

std::string_view column_of(SortKey key) {
  switch (key) {
    case SortKey::entered:
      return "id";
    case SortKey::changed:
      return "changed_at";
    case SortKey::ends:
      return "valid_until";
    case SortKey::name:
      return "name";
    case SortKey::code:
      return "uscc";
  }
  std::unreachable();
}

// What the rows behind the last one of the page before have.
std::string behind(std::string_view table, std::string_view column, bool descending,
                   const Page& page) {
  if (page.after == 0) return "$after = 0";
  return fmt::format("({}, id) {} (SELECT {}, id FROM {} WHERE id = $after)", column,
                     descending ? '<' : '>', column, table);
}

}  // namespace

std::string rows_of_page(std::string_view select, std::string_view table, Order order,
                         const Page& page) {
  const std::string_view column = column_of(order.by);
  const std::string_view way = order.descending ? "DESC" : "ASC";
  return fmt::format("{} AND {} ORDER BY {} {}, id {} LIMIT $limit", select,
                     behind(table, column, order.descending, page), column, way, way);
}

}  // namespace servicecard::store
