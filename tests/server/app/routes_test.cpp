#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

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

struct Caller {
  std::string role;  ///< empty without a token; "partner" with an API key
  std::string token;
};

std::vector<Caller> every_caller(SampleApp& sample) {
  std::vector<Caller> callers{{.role = {}, .token = {}},
                              {.role = "unknown", .token = "sca_" + std::string(43, 'A')}};
  for (const access::Role role : access::all_roles) {
    const std::string name(to_string(role));
    callers.push_back({.role = name, .token = sample.token_of("the " + name, role)});
  }
  callers.push_back({.role = "partner", .token = sample.partner_key("hospital")});
  return callers;
}

/// 401 or 403 where the guard stops that caller, 0 where it lets him through.
unsigned expected_refusal(const Route& route, const Caller& caller) {
  const auto allowed = words(route.access);
  const bool is_actor = access::parse_role(caller.role).has_value();
  if (allowed.empty()) return 0;
  if (allowed.contains("partner")) return caller.role == "partner" ? 0 : 401;
  if (!is_actor) return 401;
  return allowed.contains("actor") || allowed.contains(caller.role) ? 0 : 403;
}

TEST(Routes, LetExactlyTheRolesInThatTheirAccessNames) {
  SampleApp sample;
  const auto callers = every_caller(sample);
  for (const Route& route : sample.app().router().routes()) {
    for (const Caller& caller : callers) {
      SCOPED_TRACE(std::string(to_string(route.method)) + " " + route.pattern + " as " +
                   (caller.role.empty() ? "nobody" : caller.role));
      const auto response = sample.send(route.method, path_of(route), caller.token);
      const unsigned refusal = expected_refusal(route, caller);
      if (refusal == 0) {
        EXPECT_NE(response.status, 401U);
        EXPECT_NE(response.status, 403U);
      } else {
        EXPECT_EQ(response.status, refusal);
        EXPECT_EQ(response.headers.find("WWW-Authenticate").has_value(), refusal == 401);
      }
      EXPECT_NE(response.status, 500U) << response.body.view();
    }
  }
}

TEST(Routes, ThatActorsMayCallNeverRunOnTheIoThread) {
  SampleApp sample;
  for (const Route& route : sample.app().router().routes()) {
    const auto allowed = words(route.access);
    if (allowed.empty() || allowed.contains("partner")) continue;
    EXPECT_EQ(route.runs, http::Runs::on_pool) << route.pattern;  // the guard reads the database
  }
}

}  // namespace
}  // namespace servicecard::test
