#include "server/http/request.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace servicecard::http {
namespace {

constexpr std::array<std::pair<std::string_view, Method>, 7> methods{{
    {"GET", Method::get},
    {"HEAD", Method::head},
    {"POST", Method::post},
    {"PUT", Method::put},
    {"PATCH", Method::patch},
    {"DELETE", Method::del},
    {"OPTIONS", Method::options},
}};

}  // namespace

std::string_view to_string(Method method) {
  return std::ranges::find(methods, method, &std::pair<std::string_view, Method>::second)->first;
}

std::optional<Method> parse_method(std::string_view text) {
  for (const auto& [name, method] : methods) {
    if (name == text) return method;
  }
  return std::nullopt;
}

const std::string& Request::parameter(std::string_view name) const {
  for (const auto& [caught, value] : parameters) {
    if (caught == name) return value;
  }
  throw std::logic_error("the route has no parameter " + std::string(name));
}

}  // namespace servicecard::http
