#pragma once

#include <optional>
#include <string>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/access/bearer_token.h"
#include "server/api/enterprises.h"
#include "server/api/guard.h"
#include "server/api/people.h"
#include "server/api/roster.h"
#include "server/store/actors.h"
#include "tests/server/desk/test_desk.h"

namespace servicecard::test {

/// What a client sees of one answer.
struct Answer {
  unsigned status = 0;
  std::string body;

  [[nodiscard]] json::object json() const { return json::parse(body).value().as_object(); }
  [[nodiscard]] std::string text(const char* name) const {
    return std::string(json().at(name).as_string());
  }
};

/// The desk's records behind router, guard and tokens, without sockets.
class TestApi {
 public:
  TestApi() {
    router_.guard_with(api::guard(
        {.token = [this](const Sha256& hash) { return find(hash); },
         .session = [](std::string_view) { return std::optional<desk::SessionHolder>(); },
         .partner = [](const Sha256&) { return std::optional<counter::AdmittedCaller>(); }}));
    api::add_enterprise_routes(router_, desk_.desk(), desk_.clock());
    api::add_people_routes(router_, desk_.desk(), desk_.clock());
    api::add_roster_routes(router_, desk_.desk(), desk_.clock());
  }

  [[nodiscard]] TestDesk& desk() { return desk_; }
  [[nodiscard]] const http::Router& router() const { return router_; }

  Answer send(http::Method method, const std::string& target, const std::string& body,
              const std::string& who) {
    http::Request request;
    request.method = method;
    request.target = http::parse_target(target).value();
    request.body = body;
    if (!who.empty()) request.headers.add("Authorization", "Bearer " + token(who));
    request.headers.add("Accept-Language", "en");
    Answer answer;
    router_.dispatch(std::move(request), http::Respond(
                                             [&](const http::Response& response) {
                                               answer = {.status = response.status,
                                                         .body = std::string(response.body.view())};
                                             },
                                             "request-1"));
    return answer;
  }
  Answer get(const std::string& target, const std::string& who = "sun") {
    return send(http::Method::get, target, {}, who);
  }
  Answer post(const std::string& target, const std::string& body, const std::string& who = "chen") {
    return send(http::Method::post, target, body, who);
  }

 private:
  // A token of the right form for each actor; the register knows its hash.
  static std::string token(const std::string& who) {
    FixedRandom random(sha256(who)[0]);
    return access::make_token(access::TokenKind::actor, random);
  }

  std::optional<desk::TokenHolder> find(const Sha256& hash) {
    for (const std::string who : {"chen", "li", "wang", "zhao", "sun", "wu"}) {
      if (access::token_hash(token(who)) == hash) {
        return desk::TokenHolder{.actor = desk_.actor(who), .scope = access::TokenScope::write};
      }
    }
    return std::nullopt;
  }

  TestDesk desk_;
  http::Router router_;
};

}  // namespace servicecard::test
