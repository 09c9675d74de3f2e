#include <string>

#include <gtest/gtest.h>

#include "tests/server/app/browser.h"

namespace servicecard::test {
namespace {

using http::Method;

constexpr const char* enterprise = R"({"uscc":"91410329FAKE000136","name":"示例（虚构）"})";

class OwnTokens : public testing::Test {
 protected:
  OwnTokens() { browser_.move_in("wang", access::Role::clerk); }

  http::Response add(const char* scope, int days, const std::string& label = "a script") {
    return browser_.post("/v1/me/tokens", json::serialize(json::object{
                                              {"label", label}, {"scope", scope}, {"days", days}}));
  }
  unsigned status_of(const std::string& token) {
    return sample_.send(Method::get, "/v1/me", token).status;
  }

  SampleApp sample_;
  Browser browser_{sample_};
};

TEST_F(OwnTokens, ActForTheirAccountUntilTheyEnd) {
  const auto added = add("write", 30);
  EXPECT_EQ(added.status, 201U) << added.body.view();
  const std::string token = text_in(added, "secret");
  EXPECT_EQ(text_in(sample_.send(Method::get, "/v1/me", token), "name"), "wang");
  EXPECT_EQ(sample_.send(Method::post, "/v1/enterprises", token, enterprise).status, 201U);
  sample_.clock().set(sample_.clock().now() + std::chrono::days(30) - std::chrono::seconds(1));
  EXPECT_EQ(status_of(token), 200U);
  sample_.clock().set(sample_.clock().now() + std::chrono::seconds(1));
  EXPECT_EQ(status_of(token), 401U);
}

TEST_F(OwnTokens, OnlyLookWhereTheyAreMadeForThat) {
  const std::string token = text_in(add("read", 30), "secret");
  EXPECT_EQ(sample_.send(Method::get, "/v1/people", token).status, 200U);
  const auto refused = sample_.send(Method::post, "/v1/enterprises", token, enterprise);
  EXPECT_EQ(refused.status, 403U);
  EXPECT_EQ(problem_of(refused), "token-reads-only");
}

TEST_F(OwnTokens, ChangeNothingOfWhatOpensTheirAccount) {
  const std::string token = text_in(add("write", 30), "secret");
  EXPECT_EQ(problem_of(sample_.send(Method::get, "/v1/me/tokens", token)), "session-needed");
  EXPECT_EQ(problem_of(sample_.send(Method::post, "/v1/me/totp", token)), "session-needed");
  EXPECT_EQ(problem_of(sample_.send(Method::put, "/v1/me/password", token)), "session-needed");
}

TEST_F(OwnTokens, EndWhenTheirOwnerRevokesThem) {
  const auto added = add("write", 30);
  const std::string target = "/v1/me/tokens/" + std::to_string(body_of(added).at("id").as_int64());
  EXPECT_EQ(body_of(browser_.get("/v1/me/tokens")).at("items").as_array().size(), 1U);
  Browser li(sample_);
  li.move_in("li", access::Role::clerk);
  EXPECT_EQ(problem_of(li.del(target)), "no-such-token");
  EXPECT_EQ(browser_.del(target).status, 204U);
  EXPECT_EQ(status_of(text_in(added, "secret")), 401U);
  EXPECT_EQ(problem_of(browser_.del(target)), "no-such-token");
  EXPECT_TRUE(body_of(browser_.get("/v1/me/tokens")).at("items").as_array().empty());
}

TEST_F(OwnTokens, MayBeGivenUpByWhoeverHasThem) {
  const std::string token = text_in(add("write", 30), "secret");
  EXPECT_EQ(sample_.send(Method::del, "/v1/me/token", token).status, 204U);
  EXPECT_EQ(status_of(token), 401U);
  EXPECT_EQ(problem_of(browser_.del("/v1/me/token")), "no-such-token");
}

TEST_F(OwnTokens, LastAYearAtMostAndHaveALabel) {
  EXPECT_EQ(add("read", 366).status, 201U);
  for (const int days : {367, 0, -1}) EXPECT_EQ(problem_of(add("read", days)), "bad-expiry");
  EXPECT_EQ(problem_of(add("read", 1, "")), "bad-label");
  EXPECT_EQ(problem_of(add("read", 1, std::string(81, 'x'))), "bad-label");
  EXPECT_EQ(add("both", 1).status, 400U);
}

TEST_F(OwnTokens, AreTwentyAtMostInUse) {
  for (int i = 0; i < 20; ++i) EXPECT_EQ(add("read", i + 1).status, 201U);
  EXPECT_EQ(problem_of(add("read", 1)), "too-many-tokens");
  sample_.clock().set(sample_.clock().now() + std::chrono::days(1));
  EXPECT_EQ(browser_.sign_in("wang", Browser::own_password).status, 201U);
  EXPECT_EQ(add("read", 1).status, 201U);
}

}  // namespace
}  // namespace servicecard::test
