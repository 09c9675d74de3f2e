#include "server/desk/status_index.h"

#include <array>

#include "server/store/status_lists.h"

namespace servicecard::desk {
namespace {

bool is_three_quarters_full(const store::StatusListRow& list) {
  return list.used * 4 >= list.capacity * 3;
}

}  // namespace

StatusIndex draw_status_index(store::Transaction& transaction, RandomSource& random, Time now) {
  auto list = store::status_lists::open_list(transaction);
  if (!list || is_three_quarters_full(*list)) {
    const std::int64_t number =
        store::status_lists::open_next(transaction, store::status_lists::default_capacity, now);
    list = store::status_lists::find(transaction, number);
  }
  std::array<std::uint8_t, 8> octets{};
  random.fill(octets);
  std::uint64_t drawn = 0;
  for (const std::uint8_t octet : octets) drawn = drawn << 8U | octet;
  // 2^64 is so much more than any capacity that the remainder is as good as even.
  const auto capacity = static_cast<std::uint64_t>(list->capacity);
  return {.list = list->number, .index = static_cast<std::int64_t>(drawn % capacity)};
}

}  // namespace servicecard::desk
