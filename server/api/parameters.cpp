#include "server/api/parameters.h"

#include <charconv>
#include <utility>

namespace servicecard::api {

std::optional<std::int64_t> positive_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

std::optional<std::int64_t> id_parameter(const http::Request& request, std::string_view name) {
  return positive_number(request.parameter(name));
}

std::optional<Uscc> uscc_parameter(const http::Request& request) {
  auto uscc = Uscc::parse(request.parameter("uscc"));
  if (!uscc) return std::nullopt;
  return *uscc;
}

std::optional<CardNumber> number_parameter(const http::Request& request) {
  auto number = CardNumber::parse(request.parameter("number"));
  if (!number) return std::nullopt;
  return *std::move(number);
}

}  // namespace servicecard::api
