#include "server/api/parameters.h"

#include <charconv>
#include <string>
#include <utility>

namespace servicecard::api {

std::optional<std::int64_t> id_parameter(const http::Request& request, std::string_view name) {
  const std::string& text = request.parameter(name);
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || end != text.data() + text.size() || id < 1) return std::nullopt;
  return id;
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
