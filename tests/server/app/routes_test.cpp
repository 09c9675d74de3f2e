#include <algorithm>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/app/browser.h"
#include "tests/server/app/openapi_operations.h"
#include "tests/server/app/sample_app.h"

namespace servicecard::test {
namespace {

using http::Route;

std::set<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

TEST(Routes, AreExactlyTheOperationsOfTheOpenapiDocument) {
  SampleApp sample;
  std::set<OpenapiOperation> routed;
  for (const Route& route : sample.app().router().routes()) {
    routed.insert({.method = std::string(to_string(route.method)),
                   .path = route.pattern,
                   .id = route.operation,
                   .access = words(route.access)});
  }
  std::set<OpenapiOperation> described;
  for (OpenapiOperation& operation : openapi_operations()) described.insert(std::move(operation));
  const auto text = [](const OpenapiOperation& operation) {
    std::string line = operation.method + " " + operation.path + " " + operation.id;
    for (const std::string& word : operation.access) line += " " + word;
    return line;
  };
  for (const auto& operation : described) {
    EXPECT_TRUE(routed.contains(operation)) << "described, not routed: " << text(operation);
  }
  for (const auto& operation : routed) {
    EXPECT_TRUE(described.contains(operation)) << "routed, not described: " << text(operation);
  }
  EXPECT_EQ(routed.size(), sample.app().router().routes().size());
}

/// A path of that pattern, naming nothing that exists.
std::string path_of(const Route& route) {
  std::string path = std::regex_replace(route.pattern, std::regex(R"(\{(id|n)\})"), "999999");
  path = std::regex_replace(path, std::regex(R"(\{uscc\})"), "91410329FAKE000136");
  path = std::regex_replace(path, std::regex(R"(\{number\})"), "YC26-00017-2");
  return std::regex_replace(path, std::regex(R"(\{[a-z]+\})"), "nobody");
}

enum class Shown { nothing, token, reading_token, session, session_without_csrf };

struct Caller {
  std::string name;
  std::string role{};  ///< of an account; "partner" with an API key
  Shown shown = Shown::nothing;
  std::string token{};
  std::set<std::string> scopes{};  ///< at the counter
  std::optional<Browser> browser{};
};

/// Nobody, a stranger, a partner, and every role in each way that one can show who one is.
std::vector<Caller> every_caller(SampleApp& sample) {
  std::vector<Caller> callers;
  callers.push_back({.name = "nobody"});
  callers.push_back(
      {.name = "a stranger", .shown = Shown::token, .token = "sca_" + std::string(43, 'A')});
  callers.push_back({.name = "a partner",
                     .role = "partner",
                     .shown = Shown::token,
                     .token = sample.partner_key("hospital"),
                     .scopes = {"verify", "use", "changes"}});
  for (const Shown shown : {Shown::session, Shown::session_without_csrf}) {
    const std::string name = shown == Shown::session ? "window" : "forged window";
    callers.push_back({.name = name,
                       .role = "counter",
                       .shown = shown,
                       .scopes = {"verify", "use"},
                       .browser = Browser(sample)});
    callers.back().browser->move_in_at(name, "hospital");
  }
  for (const access::Role role : access::desk_roles) {
    const std::string word(to_string(role));
    callers.push_back({.name = word + " by token",
                       .role = word,
                       .shown = Shown::token,
                       .token = sample.token_of("token " + word, role)});
    callers.push_back(
        {.name = word + " by a token that reads",
         .role = word,
         .shown = Shown::reading_token,
         .token = sample.token_of("reading " + word, role, access::TokenScope::read)});
    for (const Shown shown : {Shown::session, Shown::session_without_csrf}) {
      const std::string name = (shown == Shown::session ? "session " : "forged ") + word;
      callers.push_back({.name = name, .role = word, .shown = shown, .browser = Browser(sample)});
      callers.back().browser->move_in(name, role);
    }
  }
  return callers;
}

bool is_of_an_actor(const Route& route) {
  return !route.access.empty() && !words(route.access).contains("partner");
}

bool has_what_is_asked(const Caller& caller, const std::set<std::string>& allowed) {
  return std::ranges::all_of(allowed, [&](const std::string& word) {
    return word == "partner" || caller.scopes.contains(word);
  });
}

/// What the guard says to that caller: 401, 403 or 0 where it lets him through.
unsigned expected_refusal(const Route& route, const Caller& caller) {
  const auto allowed = words(route.access);
  if (allowed.empty()) return 0;
  const bool by_token = caller.shown == Shown::token || caller.shown == Shown::reading_token;
  const bool looks_only = route.method == http::Method::get;
  if (allowed.contains("partner")) {
    if (by_token ? caller.role != "partner" : caller.role.empty()) return 401;
    if (caller.scopes.empty() || !has_what_is_asked(caller, allowed)) return 403;
    return caller.shown == Shown::session_without_csrf && !looks_only ? 403 : 0;
  }
  if (!access::parse_role(caller.role)) return 401;
  if (allowed.contains("session")) {
    if (by_token) return 403;
    if (caller.role == "counter" && allowed.contains("settled")) return 403;
  } else if (caller.role == "counter") {
    if (!allowed.contains("counter")) return 403;
  } else if (!allowed.contains("actor") && !allowed.contains(caller.role)) {
    return 403;
  }
  const bool may_only_look =
      caller.shown == Shown::reading_token || caller.shown == Shown::session_without_csrf;
  return may_only_look && !looks_only ? 403 : 0;
}

http::Response answer_to(SampleApp& sample, const Route& route, Caller& caller) {
  const std::string path = path_of(route);
  if (!caller.browser) return sample.send(route.method, path, caller.token);
  Browser browser = *caller.browser;  // what the route does to the cookie is not for the next
  if (caller.shown == Shown::session_without_csrf) browser.csrf.clear();
  return browser.send(route.method, path);
}

/// These end the session or the token that asks.
bool ends_its_caller(const Route& route) {
  return route.operation == "signOut" || route.operation == "endSessions" ||
         route.operation == "revokeThisToken";
}

void expect_right_answer(SampleApp& sample, const Route& route, Caller& caller) {
  SCOPED_TRACE(std::string(to_string(route.method)) + " " + route.pattern + " as " + caller.name);
  const auto response = answer_to(sample, route, caller);
  const unsigned refusal = expected_refusal(route, caller);
  if (refusal == 0) {
    EXPECT_NE(response.status, 401U) << response.body.view();
    EXPECT_NE(response.status, 403U) << response.body.view();
  } else {
    EXPECT_EQ(response.status, refusal) << response.body.view();
    EXPECT_EQ(response.headers.find("WWW-Authenticate").has_value(), refusal == 401);
  }
  EXPECT_NE(response.status, 500U) << response.body.view();
}

TEST(Routes, LetExactlyThoseInThatTheirAccessNames) {
  SampleApp sample;
  auto callers = every_caller(sample);
  for (const Route& route : sample.app().router().routes()) {
    if (ends_its_caller(route)) continue;
    for (Caller& caller : callers) expect_right_answer(sample, route, caller);
  }
}

TEST(Routes, ThatEndTheirCallerLetExactlyThoseInThatTheirAccessNames) {
  SampleApp sample;
  int ending = 0;
  for (const Route& route : sample.app().router().routes()) {
    if (!ends_its_caller(route)) continue;
    ++ending;
    SampleApp fresh;
    auto callers = every_caller(fresh);
    for (Caller& caller : callers) expect_right_answer(fresh, route, caller);
  }
  EXPECT_EQ(ending, 3);
}

TEST(Routes, ThatActorsMayCallNeverRunOnTheIoThread) {
  SampleApp sample;
  for (const Route& route : sample.app().router().routes()) {
    if (!is_of_an_actor(route)) continue;
    EXPECT_EQ(route.runs, http::Runs::on_pool) << route.pattern;  // the guard reads the database
  }
}

}  // namespace
}  // namespace servicecard::test
