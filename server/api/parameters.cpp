#include "server/api/parameters.h"

#include <utility>

#include "cardlib/codec/ascii.h"

namespace servicecard::api {

std::optional<std::int64_t> positive_number(std::string_view text) {
  const auto number = ascii::parse_number<std::int64_t>(text);
  return number && *number >= 1 ? number : std::nullopt;
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
