#include "server/api/browser.h"

#include "server/http/field_values.h"

namespace servicecard::api {
namespace {

constexpr std::string_view attributes = "; Path=/; Secure; HttpOnly; SameSite=Strict";

// https://card.example.cn:8443 → card.example.cn:8443
std::string_view host_of(std::string_view origin) {
  constexpr std::string_view mark = "://";
  const auto start = origin.find(mark);
  return start == std::string_view::npos ? std::string_view() : origin.substr(start + mark.size());
}

void set_cookie(http::Response& response, std::string_view value, std::string_view lifetime) {
  response.headers.add("Set-Cookie", std::string(session_cookie) + '=' + std::string(value) +
                                         std::string(attributes) + std::string(lifetime));
}

}  // namespace

std::optional<std::string_view> session_secret(const http::Request& request) {
  std::string_view rest = request.header("Cookie").value_or("");
  while (!rest.empty()) {
    std::string_view value = http::take_until(';', rest);
    if (http::take_until('=', value) == session_cookie) return value;
  }
  return std::nullopt;
}

void give_session(http::Response& response, std::string_view secret) {
  set_cookie(response, secret, "");
}

void take_session(http::Response& response) { set_cookie(response, "", "; Max-Age=0"); }

bool is_of_another_origin(const http::Request& request) {
  const auto site = request.header("Sec-Fetch-Site");
  if (site && *site != "same-origin") return true;
  const auto origin = request.header("Origin");
  return origin &&
         !http::equal_ignoring_case(host_of(*origin), request.header("Host").value_or(""));
}

bool is_safe(http::Method method) {
  return method == http::Method::get || method == http::Method::head ||
         method == http::Method::options;
}

}  // namespace servicecard::api
