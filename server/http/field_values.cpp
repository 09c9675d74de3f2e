#include "server/http/field_values.h"

#include <algorithm>
#include <charconv>

#include "server/http/headers.h"

namespace servicecard::http {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view whitespace = " \t";
  const auto start = text.find_first_not_of(whitespace);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(whitespace) - start + 1);
}

std::string_view take_until(char separator, std::string_view& rest) {
  const std::string_view item = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), item.size() + 1));
  return trimmed(item);
}

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

}  // namespace servicecard::http
