#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/app/reset.h"
#include "tests/server/app/browser.h"
#include "tests/server/store/test_store.h"

namespace servicecard::test {
namespace {

using http::Method;

class ActorRoutes : public testing::Test {
 protected:
  ActorRoutes() { browser_.move_in("wang", access::Role::approver); }

  http::Response act(Method method, const std::string& rest) {
    const std::string id = std::to_string(id_of("wang"));
    return sample_.send(method, "/v1/actors/" + id + rest, sample_.report().admin_token);
  }
  std::int64_t id_of(const std::string& name) {
    return sample_.app()
        .accounts()
        .store.read([&](store::Snapshot& s) { return store::actors::find(s, name).value(); })
        .id;
  }
  std::string last_leaf() {
    const auto page =
        body_of(sample_.send(Method::get, "/v1/journal?limit=1", sample_.report().admin_token));
    return std::string(page.at("items").at(0).at("kind").as_string());
  }

  SampleApp sample_;
  Browser browser_{sample_};
};

TEST_F(ActorRoutes, GiveAPasswordThatOpensNothingButItsChange) {
  const auto made = sample_.send(Method::post, "/v1/actors", sample_.report().admin_token,
                                 R"({"name":"li","role":"clerk"})");
  EXPECT_EQ(made.status, 201U);
  EXPECT_EQ(body_of(made).if_contains("token"), nullptr);
  Browser li(sample_);
  EXPECT_EQ(li.sign_in("li", text_in(made, "password")).status, 201U);
  EXPECT_EQ(problem_of(li.get("/v1/people")), "password-change-needed");
}

TEST_F(ActorRoutes, GiveANewPasswordWhichEndsTheSessions) {
  const auto reset = act(Method::post, "/password");
  EXPECT_EQ(reset.status, 200U) << reset.body.view();
  EXPECT_EQ(last_leaf(), "actor.password_reset");
  EXPECT_EQ(browser_.get("/v1/me").status, 401U);
  EXPECT_EQ(browser_.sign_in("wang", Browser::own_password).status, 401U);
  EXPECT_EQ(text_in(browser_.sign_in("wang", text_in(reset, "password")), "standing"),
            "password-change-needed");
}

TEST_F(ActorRoutes, EndSessionsAndTokensWithAnAccount) {
  const std::string token =
      text_in(browser_.post("/v1/me/tokens", R"({"label":"l","scope":"read","days":9})"), "secret");
  EXPECT_EQ(act(Method::post, "/disable").status, 200U);
  EXPECT_EQ(last_leaf(), "actor.disabled");
  EXPECT_EQ(browser_.get("/v1/me").status, 401U);
  EXPECT_EQ(sample_.send(Method::get, "/v1/me", token).status, 401U);
  EXPECT_EQ(browser_.sign_in("wang", Browser::own_password).status, 401U);
  EXPECT_EQ(problem_of(act(Method::post, "/disable")), "disabled-already");
}

TEST_F(ActorRoutes, OpenAnAccountAgainButNotItsTokens) {
  const std::string token =
      text_in(browser_.post("/v1/me/tokens", R"({"label":"l","scope":"read","days":9})"), "secret");
  EXPECT_EQ(problem_of(act(Method::post, "/enable")), "not-disabled");
  EXPECT_EQ(act(Method::post, "/disable").status, 200U);
  EXPECT_EQ(act(Method::post, "/enable").status, 200U);
  EXPECT_EQ(last_leaf(), "actor.enabled");
  EXPECT_EQ(browser_.get("/v1/me").status, 401U);
  EXPECT_EQ(sample_.send(Method::get, "/v1/me", token).status, 401U);
  EXPECT_EQ(browser_.sign_in("wang", Browser::own_password).status, 201U);
}

TEST_F(ActorRoutes, TakeASecondFactorAwayWhereThereIsOne) {
  EXPECT_EQ(problem_of(act(Method::del, "/totp")), "no-second-factor");
  EXPECT_EQ(browser_.post("/v1/me/totp").status, 201U);
  EXPECT_EQ(act(Method::del, "/totp").status, 200U);
  EXPECT_EQ(last_leaf(), "actor.second_factor_cleared");
}

TEST_F(ActorRoutes, AreNotForOnesOwnAccount) {
  const std::string own = "/v1/actors/" + std::to_string(id_of("administrator"));
  for (const auto& [method, rest] : std::vector<std::pair<Method, std::string>>{
           {Method::post, "/password"}, {Method::post, "/disable"}, {Method::del, "/totp"}}) {
    EXPECT_EQ(problem_of(sample_.send(method, own + rest, sample_.report().admin_token)),
              "own-account");
  }
}

TEST_F(ActorRoutes, KnowNobodyByAnotherId) {
  for (const char* const id : {"999", "0", "x"}) {
    const auto answer = sample_.send(Method::post, "/v1/actors/" + std::string(id) + "/password",
                                     sample_.report().admin_token);
    EXPECT_EQ(problem_of(answer), "no-such-actor");
  }
}

TEST(ResetAccount, LetsALockedOutAdministratorInAgain) {
  SampleApp sample;
  sample.close();
  const auto now = sample.clock().now();
  const auto reset = [&](const char* name) {
    return app::reset_account({.data = sample.data(), .accounts = {.password_cost = quick_hashes}},
                              name, now, sample.random());
  };
  EXPECT_FALSE(reset("nobody"));
  const auto password = reset("administrator");
  ASSERT_TRUE(password) << password.error();
  sample.reopen();
  Browser browser(sample);
  EXPECT_EQ(browser.sign_in("administrator", sample.report().admin_password).status, 401U);
  EXPECT_EQ(text_in(browser.sign_in("administrator", *password), "standing"),
            "password-change-needed");
  const auto journal =
      body_of(sample.send(Method::get, "/v1/journal?limit=2", sample.report().admin_token));
  EXPECT_EQ(journal.at("items").at(1).at("kind"), "actor.reset");
  EXPECT_EQ(journal.at("items").at(1).at("by"), "system");
}

}  // namespace
}  // namespace servicecard::test
