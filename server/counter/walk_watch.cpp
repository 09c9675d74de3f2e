#include "server/counter/walk_watch.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace servicecard::counter {
namespace {

constexpr std::size_t remembered = 4 * WalkWatch::alarming;
constexpr std::size_t prefix_length = 4;

// The digits between the hyphens: `YC26-00017-2`.
std::int64_t serial_of(std::string_view number) {
  std::int64_t serial = 0;
  std::from_chars(number.data() + prefix_length + 1, number.data() + number.size(), serial);
  return serial;
}

}  // namespace

bool WalkWatch::note(const std::string& partner, const CardNumber& number, Time now) {
  const Step step{.prefix = number.str().substr(0, prefix_length),
                  .serial = serial_of(number.str()),
                  .time = now};
  const std::scoped_lock lock(mutex_);
  std::deque<Step>& steps = by_partner_[partner];
  std::erase_if(steps, [&](const Step& one) {
    return one.time + window <= now || (one.serial == step.serial && one.prefix == step.prefix);
  });
  steps.push_back(step);
  if (steps.size() > remembered) steps.pop_front();
  const auto near = std::ranges::count_if(steps, [&](const Step& one) {
    return one.prefix == step.prefix && std::abs(one.serial - step.serial) <= closeness;
  });
  return std::cmp_greater_equal(near, alarming);
}

}  // namespace servicecard::counter
