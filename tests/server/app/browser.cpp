#include "tests/server/app/browser.h"

#include <gtest/gtest.h>

#include "server/desk/counter_accounts.h"

namespace servicecard::test {

http::Response Browser::send(http::Method method, std::string_view target, const std::string& body,
                             const Fields& fields) {
  http::Request request{.method = method,
                        .target = http::parse_target(target).value(),
                        .body = body,
                        .peer = address_,
                        .id = "test"};
  request.headers.add("Host", "127.0.0.1:8080");
  request.headers.add("User-Agent", "a browser");
  if (!cookie.empty()) request.headers.add("Cookie", "other=1; __Host-servicecard=" + cookie);
  if (!csrf.empty()) request.headers.add("X-CSRF-Token", csrf);
  for (const auto& [name, value] : fields) request.headers.set(name, value);
  http::Response response = sample_.app().call(std::move(request));
  learn(response);
  return response;
}

void Browser::learn(const http::Response& response) {
  const auto given = response.headers.find("Set-Cookie");
  if (!given) return;
  const auto start = given->find('=') + 1;
  cookie = given->substr(start, given->find(';') - start);
  csrf.clear();
  if (!cookie.empty()) csrf = text_in(response, "csrf_token");
}

http::Response Browser::sign_in(const std::string& name, const std::string& password,
                                const std::string& code) {
  json::object body{{"name", name}, {"password", password}};
  if (!code.empty()) body["code"] = code;
  return post("/v1/session", json::serialize(body));
}

void Browser::move_in(std::string_view name, access::Role role) {
  const auto made =
      sample_.send(http::Method::post, "/v1/actors", sample_.report().admin_token,
                   json::serialize(json::object{{"name", name}, {"role", to_string(role)}}));
  settle(std::string(name), text_in(made, "password"));
}

void Browser::move_in_at(std::string_view name, const std::string& partner) {
  const auto made = add_counter_account(
      sample_.app().accounts(),
      {.actor = {.id = 1, .name = "administrator", .role = access::Role::administrator},
       .now = sample_.clock().now()},
      {.partner = partner, .name = std::string(name), .site = std::nullopt});
  settle(std::string(name), made.value().password);
}

void Browser::settle(const std::string& name, const std::string& one_time) {
  EXPECT_EQ(sign_in(name, one_time).status, 201U);
  const auto changed =
      put("/v1/me/password",
          json::serialize(json::object{{"current", one_time}, {"new", own_password}}));
  EXPECT_EQ(changed.status, 200U) << changed.body.view();
}

std::string problem_of(const http::Response& response) {
  if (response.content_type != "application/problem+json") return {};
  const std::string type = text_in(response, "type");
  return type.substr(type.rfind('/') + 1);
}

std::string text_in(const http::Response& response, const char* member) {
  return std::string(body_of(response).at(member).as_string());
}

}  // namespace servicecard::test
