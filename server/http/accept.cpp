#include "server/http/accept.h"

#include "server/http/field_values.h"

namespace servicecard::http {
namespace {

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
