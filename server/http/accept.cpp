#include "server/http/accept.h"

#include <algorithm>
#include <charconv>

namespace servicecard::http {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto start = text.find_first_not_of(" \t");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

// Cuts off what stands before the next separator.
std::string_view take_until(char separator, std::string_view& rest) {
  const std::string_view item = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), item.size() + 1));
  return trimmed(item);
}

// How closely a media range fits: the type itself 3, its family 2, anything 1, not at all 0.
int closeness(std::string_view range, std::string_view type) {
  if (equal_ignoring_case(range, type)) return 3;
  if (range == "*/*") return 1;
  const std::string_view family = type.substr(0, type.find('/') + 1);
  return range.size() == family.size() + 1 && range.ends_with('*') &&
                 equal_ignoring_case(range.substr(0, family.size()), family)
             ? 2
             : 0;
}

// A weight that is none counts nothing.
double weight_in(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = take_until(';', parameters);
    if (parameter.size() < 2 || !equal_ignoring_case(parameter.substr(0, 2), "q=")) continue;
    const std::string_view number = parameter.substr(2);
    double weight = 0;
    std::from_chars(number.data(), number.data() + number.size(), weight);
    return weight;
  }
  return 1;
}

// The weight of the range that fits the type most closely.
double weight_of(std::string_view accept, std::string_view type) {
  int closest = 0;
  double weight = 0;
  while (!accept.empty()) {
    std::string_view item = take_until(',', accept);
    const int close = closeness(take_until(';', item), type);
    if (close <= closest) continue;
    closest = close;
    weight = weight_in(item);
  }
  return weight;
}

}  // namespace

std::optional<std::size_t> choose_media_type(const Headers& headers,
                                             std::span<const std::string_view> offered) {
  const std::string_view accept = headers.find("Accept").value_or("*/*");
  std::optional<std::size_t> best;
  double best_weight = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const double weight = weight_of(accept, offered[i]);
    if (weight <= best_weight) continue;
    best = i;
    best_weight = weight;
  }
  return best;
}

}  // namespace servicecard::http
