#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/app/browser.h"
#include "tests/server/app/sample_app.h"

/// Accounts of a partner's counter, from the administrator's hand to their first question.
namespace servicecard::test {
namespace {

class CounterAccounts : public testing::Test {
 protected:
  CounterAccounts() : key_(sample_.partner_key("hospital")) {
    EXPECT_EQ(post("/sites", {{"code", "east"}, {"name", "东院区"}}).status, 201U);
  }

  http::Response post(const std::string& target, const json::object& body = {}) {
    return sample_.send(http::Method::post, "/v1/partners/hospital" + target,
                        sample_.report().admin_token, json::serialize(body));
  }
  json::object detail() {
    return body_of(
        sample_.send(http::Method::get, "/v1/partners/hospital", sample_.report().admin_token));
  }
  // The account's number, and its one-time password in `password_`.
  std::string add(const std::string& name, const json::value& site = nullptr) {
    const auto made = post("/accounts", {{"name", name}, {"site", site}});
    EXPECT_EQ(made.status, 201U) << made.body.view();
    password_ = text_in(made, "password");
    return std::to_string(body_of(made).at("id").as_int64());
  }
  Browser signed_in(const std::string& name) {
    Browser browser(sample_);
    EXPECT_EQ(browser.sign_in(name, password_).status, 201U);
    const json::object passwords{{"current", password_}, {"new", Browser::own_password}};
    EXPECT_EQ(browser.put("/v1/me/password", json::serialize(passwords)).status, 200U);
    return browser;
  }

  SampleApp sample_;
  std::string key_;
  std::string password_;
};

TEST_F(CounterAccounts, SignInChangeTheirPasswordAndThenAsk) {
  add("window-1", "east");
  Browser newcomer(sample_);
  ASSERT_EQ(newcomer.sign_in("window-1", password_).status, 201U);
  EXPECT_EQ(problem_of(newcomer.get("/v1/counter")), "password-change-needed");
  Browser browser = signed_in("window-1");
  const json::object counter = body_of(browser.get("/v1/counter"));
  EXPECT_EQ(json::serialize(counter.at("account")), R"({"name":"window-1"})");
  EXPECT_EQ(counter.at("site"), "east");
  const auto asked = browser.post("/v1/verifications", R"({"presentation":"hello"})");
  EXPECT_EQ(asked.status, 200U) << asked.body.view();
  EXPECT_EQ(text_in(browser.get("/v1/me"), "partner"), "hospital");
  EXPECT_EQ(problem_of(browser.get("/v1/cards")), "forbidden");
}

TEST_F(CounterAccounts, AreShownWithTheirPartnerAndNotAmongTheDesks) {
  add("window-1", "east");
  const json::object shown = detail().at("accounts").as_array().at(0).as_object();
  EXPECT_EQ(shown.at("name"), "window-1");
  EXPECT_EQ(shown.at("site"), "east");
  EXPECT_EQ(shown.at("one_time_password"), true);
  const auto desk = sample_.send(http::Method::get, "/v1/actors", sample_.report().admin_token);
  EXPECT_FALSE(desk.body.view().contains("window-1"));
}

TEST_F(CounterAccounts, AreNotMadeWhereSomethingIsWrong) {
  add("window-1");
  EXPECT_EQ(problem_of(post("/accounts", {{"name", "window-1"}})), "name-taken");
  EXPECT_EQ(problem_of(post("/accounts", {{"name", ""}})), "bad-name");
  EXPECT_EQ(problem_of(post("/accounts", {{"name", "w"}, {"site", "west"}})), "no-such-site");
  EXPECT_EQ(problem_of(sample_.send(http::Method::post, "/v1/partners/nobody/accounts",
                                    sample_.report().admin_token, R"({"name":"w"})")),
            "no-such-partner");
  EXPECT_EQ(sample_
                .send(http::Method::post, "/v1/actors", sample_.report().admin_token,
                      R"({"name":"w","role":"counter"})")
                .status,
            400U);
}

TEST_F(CounterAccounts, GetANewPasswordAndLoseTheirSessions) {
  const std::string id = add("window-1");
  Browser browser = signed_in("window-1");
  const auto reset = post("/accounts/" + id + "/password");
  EXPECT_EQ(reset.status, 200U);
  EXPECT_EQ(browser.get("/v1/counter").status, 401U);
  password_ = text_in(reset, "password");
  EXPECT_EQ(signed_in("window-1").get("/v1/counter").status, 200U);
}

TEST_F(CounterAccounts, AreClosedAndOpenedAgain) {
  const std::string id = add("window-1");
  Browser browser = signed_in("window-1");
  EXPECT_EQ(post("/accounts/" + id + "/disable").status, 200U);
  EXPECT_EQ(browser.get("/v1/counter").status, 401U);
  EXPECT_EQ(problem_of(post("/accounts/" + id + "/disable")), "disabled-already");
  EXPECT_EQ(post("/accounts/" + id + "/enable").status, 200U);
  EXPECT_EQ(browser.sign_in("window-1", Browser::own_password).status, 201U);
}

TEST_F(CounterAccounts, AreNobodyElses) {
  const std::string id = add("window-1");
  static_cast<void>(sample_.partner_key("bank"));
  for (const char* const act : {"password", "disable", "enable"}) {
    const std::string of_another = "/v1/partners/bank/accounts/" + id + "/" + act;
    const std::string of_the_desk = std::string("/v1/partners/bank/accounts/1/") + act;
    for (const std::string& path : {of_another, of_the_desk}) {
      EXPECT_EQ(problem_of(sample_.send(http::Method::post, path, sample_.report().admin_token)),
                "no-such-actor")
          << path;
    }
  }
}

TEST_F(CounterAccounts, OfASuspendedPartnerGetTheVerdictAndAreNotLockedOut) {
  add("window-1");
  Browser browser = signed_in("window-1");
  ASSERT_EQ(post("/suspend", {{"reason", "整改"}}).status, 200U);
  EXPECT_EQ(text_in(browser.get("/v1/counter"), "contract"), "suspended");
  EXPECT_EQ(text_in(browser.post("/v1/verifications", R"({"presentation":"hello"})"), "verdict"),
            "partner_not_contracted");
}

TEST_F(CounterAccounts, AskFromNoSiteOnceTheirsIsClosed) {
  add("window-1", "east");
  Browser browser = signed_in("window-1");
  ASSERT_EQ(post("/sites/east/close").status, 200U);
  EXPECT_TRUE(body_of(browser.get("/v1/counter")).at("site").is_null());
}

TEST_F(CounterAccounts, TellAProgramAsMuchWithoutAnAccount) {
  const json::object counter = body_of(sample_.send(http::Method::get, "/v1/counter", key_));
  EXPECT_TRUE(counter.at("account").is_null());
  EXPECT_EQ(counter.at("partner").at("id"), "hospital");
  EXPECT_EQ(counter.at("contract"), "none");
  EXPECT_EQ(json::serialize(counter.at("sites")), R"([{"code":"east","name":"东院区"}])");
  EXPECT_TRUE(std::string(counter.at("audience").as_string()).ends_with("/partners/hospital"));
  EXPECT_EQ(counter.at("root").at("crv"), "P-256");
  ASSERT_FALSE(counter.at("services").as_array().empty());
  for (const json::value& service : counter.at("services").as_array()) {
    EXPECT_TRUE(service.at("code").as_string().starts_with("health."));
  }
}

TEST_F(CounterAccounts, LetTheLastUseOfAKeyBeSeenAfterATick) {
  const auto last_use = [&] { return detail().at("keys").as_array().at(0).at("last_used_at"); };
  EXPECT_TRUE(last_use().is_null());
  EXPECT_EQ(sample_.send(http::Method::get, "/v1/counter", key_).status, 200U);
  sample_.app().tick();
  sample_.reopen();  // closing waits for what was handed to the writer
  EXPECT_EQ(last_use(), "2026-04-30T08:00:00Z");
}

}  // namespace
}  // namespace servicecard::test
