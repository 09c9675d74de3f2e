#include <map>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/app/browser.h"

namespace servicecard::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

const char* const password = Browser::own_password;

class SignIn : public testing::Test {
 protected:
  SignIn() { Browser(sample_).move_in("wang", access::Role::clerk); }

  std::string metrics() {
    return std::string(sample_.send(http::Method::get, "/metrics").body.view());
  }

  SampleApp sample_;
  Browser browser_{sample_};
};

TEST_F(SignIn, OpensASessionThatActsInTheAccountsRole) {
  const auto opened = browser_.sign_in("wang", password);
  EXPECT_EQ(opened.status, 201U) << opened.body.view();
  const json::object session = body_of(opened);
  EXPECT_EQ(session.at("standing"), "settled");
  EXPECT_EQ(session.at("actor").at("name"), "wang");
  EXPECT_EQ(session.at("session").at("address"), "192.0.2.7");
  EXPECT_EQ(session.at("session").at("agent"), "a browser");
  EXPECT_EQ(text_in(browser_.get("/v1/me"), "role"), "clerk");
  EXPECT_EQ(browser_.get("/v1/actors").status, 403U);
  EXPECT_EQ(browser_.get("/v1/people").status, 200U);
}

TEST_F(SignIn, GivesACookieThatNeitherScriptsNorOtherSitesGetAt) {
  const auto opened = browser_.sign_in("wang", password);
  EXPECT_THAT(
      std::string(opened.headers.find("Set-Cookie").value()),
      testing::MatchesRegex(
          "__Host-servicecard=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict"));
  EXPECT_THAT(opened.body.view(), testing::Not(HasSubstr(browser_.cookie)));
}

TEST_F(SignIn, AnswersAllFailuresWithTheSameOctets) {
  const access::Actor gone = sample_.actor("gone", access::Role::clerk);
  EXPECT_EQ(sample_
                .send(http::Method::post, "/v1/actors/" + std::to_string(gone.id) + "/disable",
                      sample_.report().admin_token)
                .status,
            200U);
  std::set<std::string> bodies;
  for (const auto& [name, tried] : std::map<std::string, std::string>{
           {"wang", "not the pass phrase"}, {"nobody", password}, {"gone", password}, {"", ""}}) {
    const auto refused = browser_.sign_in(name, tried);
    EXPECT_EQ(refused.status, 401U) << name;
    EXPECT_EQ(problem_of(refused), "sign-in-failed");
    EXPECT_FALSE(refused.headers.find("Set-Cookie"));
    bodies.emplace(refused.body.view());
  }
  EXPECT_EQ(bodies.size(), 1U);
}

TEST_F(SignIn, LeavesALeafForASuccessAndNoneForAFailure) {
  const auto size = [&] {
    return body_of(
               sample_.send(http::Method::get, "/v1/journal?limit=1", sample_.report().admin_token))
        .at("items")
        .at(0)
        .as_object();
  };
  const auto before = size().at("seq").as_int64();
  EXPECT_EQ(browser_.sign_in("wang", "not the pass phrase").status, 401U);
  EXPECT_EQ(size().at("seq").as_int64(), before);
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  EXPECT_EQ(size().at("seq").as_int64(), before + 1);
  EXPECT_EQ(size().at("kind"), "session.opened");
  EXPECT_EQ(size().at("by"), "wang");
}

TEST_F(SignIn, WaitsAfterFiveFailuresForWhoeverTriesTheNameAndRaisesAnAlarm) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(browser_.sign_in("wang", "not it").status, 401U);
  Browser elsewhere(sample_, "192.0.2.99");
  const auto early = elsewhere.sign_in("wang", password);
  EXPECT_EQ(early.status, 429U);
  EXPECT_EQ(problem_of(early), "too-many-attempts");
  EXPECT_EQ(early.headers.find("Retry-After"), "5");
  ASSERT_EQ(sample_.alarms().size(), 1U);
  EXPECT_EQ(sample_.alarms().front().kind, access::AlarmKind::many_sign_ins);
  EXPECT_EQ(sample_.alarms().front().subject, "actor:wang");
  EXPECT_THAT(metrics(), HasSubstr("servicecard_sign_ins_total{outcome=\"sign-in-failed\"} 5\n"));
  EXPECT_THAT(metrics(),
              HasSubstr("servicecard_sign_ins_total{outcome=\"too-many-attempts\"} 1\n"));
  sample_.clock().set(sample_.clock().now() + seconds(5));
  EXPECT_EQ(elsewhere.sign_in("wang", password).status, 201U);
}

TEST_F(SignIn, WaitsAsLongForANameThatNobodyHasAndNeverRepeatsIt) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(browser_.sign_in("my password in the wrong field", "x").status, 401U);
  }
  const auto early = browser_.sign_in("my password in the wrong field", "x");
  EXPECT_EQ(early.headers.find("Retry-After"), "5");
  ASSERT_EQ(sample_.alarms().size(), 1U);
  EXPECT_EQ(sample_.alarms().front().subject, "address:192.0.2.7");
}

TEST_F(SignIn, EndsWhenTheBrowserWasIdleForHalfAnHour) {
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  sample_.clock().set(sample_.clock().now() + minutes(29));
  EXPECT_EQ(browser_.get("/v1/me").status, 200U);
  sample_.clock().set(sample_.clock().now() + minutes(30));
  const auto ended = browser_.get("/v1/me");
  EXPECT_EQ(ended.status, 401U);
  EXPECT_EQ(problem_of(ended), "unauthorized");
}

TEST_F(SignIn, EndsWhenTheServerIsStartedAnew) {
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  sample_.reopen();
  EXPECT_EQ(browser_.get("/v1/me").status, 401U);
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
}

TEST_F(SignIn, EndsWithSigningOut) {
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  const std::string cookie = browser_.cookie;
  const auto closed = browser_.del("/v1/session");
  EXPECT_EQ(closed.status, 204U);
  EXPECT_THAT(std::string(closed.headers.find("Set-Cookie").value()), HasSubstr("Max-Age=0"));
  browser_.cookie = cookie;
  EXPECT_EQ(browser_.get("/v1/session").status, 401U);
}

// Session fixation: a secret that somebody planted is worth nothing before and after.
TEST_F(SignIn, NeverTakesUpASecretThatTheBrowserBrought) {
  const std::string planted(43, 'A');
  browser_.cookie = planted;
  EXPECT_EQ(browser_.get("/v1/me").status, 401U);
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  EXPECT_NE(browser_.cookie, planted);
  const std::string first = browser_.cookie;
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  EXPECT_NE(browser_.cookie, first);
  Browser attacker(sample_);
  attacker.cookie = planted;
  EXPECT_EQ(attacker.get("/v1/me").status, 401U);
}

TEST_F(SignIn, IsNotForPagesOfAnotherOrigin) {
  const json::object body{{"name", "wang"}, {"password", password}};
  const Browser::Fields from[] = {{{"Origin", "https://evil.example"}},
                                  {{"Origin", "null"}},
                                  {{"Sec-Fetch-Site", "cross-site"}},
                                  {{"Sec-Fetch-Site", "same-site"}}};
  for (const Browser::Fields& fields : from) {
    const auto refused =
        browser_.send(http::Method::post, "/v1/session", json::serialize(body), fields);
    EXPECT_EQ(refused.status, 403U);
    EXPECT_EQ(problem_of(refused), "csrf");
  }
  EXPECT_EQ(browser_
                .send(http::Method::post, "/v1/session", json::serialize(body),
                      {{"Origin", "http://127.0.0.1:8080"}, {"Sec-Fetch-Site", "same-origin"}})
                .status,
            201U);
}

TEST_F(SignIn, LetsNoPageOfAnotherOriginChangeAnything) {
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  const std::string target = "/v1/enterprises";
  const std::string enterprise = R"({"uscc":"91410329FAKE000136","name":"示例（虚构）"})";
  const Browser::Fields from[] = {{{"X-CSRF-Token", ""}},
                                  {{"X-CSRF-Token", access::csrf_token("another session's")}},
                                  {{"Origin", "https://evil.example"}},
                                  {{"Origin", "http://127.0.0.1:8081"}},
                                  {{"Origin", "null"}},
                                  {{"Sec-Fetch-Site", "cross-site"}},
                                  {{"Sec-Fetch-Site", "none"}}};
  for (const Browser::Fields& fields : from) {
    SCOPED_TRACE(fields.front().first + ": " + fields.front().second);
    const auto refused = browser_.send(http::Method::post, target, enterprise, fields);
    EXPECT_EQ(refused.status, 403U);
    EXPECT_EQ(problem_of(refused), "csrf");
  }
  EXPECT_EQ(browser_
                .send(http::Method::post, target, enterprise,
                      {{"Origin", "http://127.0.0.1:8080"}, {"Sec-Fetch-Site", "same-origin"}})
                .status,
            201U);
}

TEST_F(SignIn, TellsAPageOfTheSessionWhatItNeeds) {
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  const auto shown = body_of(browser_.get("/v1/session"));
  EXPECT_EQ(shown.at("csrf_token"), json::value(browser_.csrf));
  EXPECT_EQ(shown.at("second_factor").at("required"), false);
  EXPECT_EQ(shown.at("second_factor").at("confirmed_at"), nullptr);
  EXPECT_EQ(shown.at("demonstration"), true);
}

TEST_F(SignIn, HashesAPasswordAnewWhereItWasHashedAtAnotherCost) {
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  sample_.close();
  sample_.set_password_cost({.memory = 16384, .passes = 2});
  sample_.reopen();
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
  const auto hash = sample_.app().accounts().store.read([](store::Snapshot& snapshot) {
    return store::passwords::find(snapshot, store::actors::find(snapshot, "wang").value().id);
  });
  EXPECT_THAT(hash.value(), HasSubstr("$m=16,t=2,"));
  EXPECT_EQ(browser_.sign_in("wang", password).status, 201U);
}

}  // namespace
}  // namespace servicecard::test
