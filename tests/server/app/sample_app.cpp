#include "tests/server/app/sample_app.h"

#include <stdexcept>
#include <utility>

#include "server/desk/access_tokens.h"
#include "server/desk/actors.h"
#include "tests/server/store/test_store.h"

namespace servicecard::test {

SampleApp::SampleApp(desk::DailyCaps caps, std::vector<access::Role> second_factor_for)
    : clock_(test_time()), caps_(caps) {
  accounts_.second_factor_for = std::move(second_factor_for);
  accounts_.password_cost = quick_hashes;
  reopen();
}

std::expected<std::unique_ptr<app::App>, app::StartFailure> SampleApp::open(app::Rules rules) {
  return app::App::open(
      {.data = data(),
       .rules = rules,
       .root_folder = report().root_folder,
       .caps = caps_,
       .accounts = accounts_},
      clock_, random_, {.alarm = [this](const access::Alarm& alarm) { alarms_.push_back(alarm); }});
}

void SampleApp::reopen() {
  app_.reset();
  auto opened = open();
  if (!opened) throw std::runtime_error(opened.error().advice);
  app_ = std::move(*opened);
}

http::Response SampleApp::send(http::Method method, std::string_view target, std::string_view token,
                               std::string body) {
  http::Request request{.method = method,
                        .target = http::parse_target(target).value(),
                        .body = std::move(body),
                        .id = "test"};
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + std::string(token));
  return app_->call(std::move(request));
}

access::Actor SampleApp::actor(std::string_view name, access::Role role) {
  const access::Act administrator{
      .actor = {.id = 1, .name = "administrator", .role = access::Role::administrator},
      .now = clock_.now()};
  const auto added = add_actor(app_->accounts(), administrator, std::string(name), role);
  if (!added) throw std::runtime_error(std::string(to_string(added.error())));
  return desk::actor_of(added->actor);
}

std::string SampleApp::token_of(std::string_view name, access::Role role,
                                access::TokenScope scope) {
  const access::Act owner{.actor = actor(name, role), .now = clock_.now()};
  return add_token(app_->accounts(), owner, {.label = "test", .scope = scope}).value().secret;
}

std::string SampleApp::partner_key(std::string_view id) {
  const json::object partner{{"id", id}, {"name", "伊川示例医院（虚构）"}, {"sector", "health"}};
  const auto added =
      send(http::Method::post, "/v1/partners", report().admin_token, json::serialize(partner));
  if (added.status != 201) throw std::runtime_error(std::string(added.body.view()));
  const auto key =
      send(http::Method::post, "/v1/partners/" + std::string(id) + "/keys", report().admin_token);
  return std::string(body_of(key).at("secret").as_string());
}

json::object body_of(const http::Response& response) {
  return json::parse_object(response.body.view()).value();
}

}  // namespace servicecard::test
