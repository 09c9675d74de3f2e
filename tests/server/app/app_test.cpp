#include "server/app/app.h"

#include <gtest/gtest.h>

#include "tests/server/app/sample_app.h"

namespace servicecard::test {
namespace {

using http::Method;

TEST(App, AnswersTheSameAfterItWasClosedAndOpenedAgain) {
  SampleApp sample;
  const std::string token = sample.token_of("王芳（虚构）", access::Role::clerk);
  sample.reopen();
  const auto me = body_of(sample.send(Method::get, "/v1/me", token));
  EXPECT_EQ(me.at("name"), "王芳（虚构）");
  EXPECT_EQ(me.at("role"), "clerk");
}

TEST(App, IsNotReadyBeforeThePrivateKeysAreUnlocked) {
  SampleApp sample;
  sample.close();
  // A key file that does not open stays locked, which is as it is while unlocking lasts.
  for (const auto& entry : std::filesystem::directory_iterator(sample.data() / "keys")) {
    if (entry.path().filename().string().starts_with("card-")) {
      std::filesystem::permissions(entry.path(), std::filesystem::perms::all);
    }
  }
  sample.reopen();
  sample.app().publish_early();
  sample.app().wait_for_keys();
  const auto ready = sample.send(Method::get, "/readyz");
  EXPECT_EQ(ready.status, 503U);
  const json::object document = body_of(ready);
  EXPECT_EQ(document.at("ready"), false);
  for (const json::value& check : document.at("checks").as_array()) {
    const bool is_keys = check.at("name") == "signing-keys";
    EXPECT_EQ(check.at("ok"), !is_keys) << check;
    if (is_keys) {
      EXPECT_NE(json::serialize(check).find("exposed"), std::string_view::npos) << check;
    }
  }
  EXPECT_EQ(sample.send(Method::get, "/healthz").status, 200U);
}

// The names of what is not ready.
std::vector<std::string> missing(SampleApp& sample) {
  std::vector<std::string> names;
  const json::object document = body_of(sample.send(Method::get, "/readyz"));
  for (const json::value& check : document.at("checks").as_array()) {
    if (!check.at("ok").as_bool()) names.emplace_back(check.at("name").as_string());
  }
  return names;
}

TEST(App, IsNotReadyBeforeListsAndPackAreOut) {
  SampleApp sample;
  sample.app().wait_for_keys();
  EXPECT_EQ(missing(sample), std::vector<std::string>{"publications"});
  EXPECT_EQ(sample.send(Method::get, "/readyz").status, 503U);
  sample.app().tick();
  EXPECT_EQ(missing(sample), std::vector<std::string>{});
  EXPECT_EQ(sample.send(Method::get, "/readyz").status, 200U);
}

TEST(App, HasEveryPublishedDocumentOnceItIsReadyEvenBeforeTheFirstCard) {
  SampleApp sample;
  sample.app().publish_early();
  sample.app().wait_for_keys();
  EXPECT_EQ(missing(sample), std::vector<std::string>{});
  for (const char* target : {"/status-lists/1", "/offline-pack", "/trust-list"}) {
    EXPECT_EQ(sample.send(Method::get, target).status, 200U) << target;
  }
}

TEST(App, IsNotReadyWithPublicationsThatHaveExpired) {
  SampleApp sample;
  sample.app().publish_early();
  sample.app().wait_for_keys();
  sample.clock().set(sample.clock().now() + counter::Publisher::lifetime);
  EXPECT_EQ(missing(sample), std::vector<std::string>{"publications"});
}

TEST(App, SaysThatVerifyingStopsWhenTheTrustListExpires) {
  SampleApp sample;
  sample.app().publish_early();
  sample.app().wait_for_keys();
  EXPECT_EQ(sample.send(Method::get, "/readyz").status, 200U);
  sample.clock().set(sample.clock().now() + keys::Lifetimes{}.trust_list);
  EXPECT_EQ(sample.send(Method::get, "/readyz").status, 503U);
}

TEST(App, AnswersABare500AndReportsWhereAHandlerThrows) {
  SampleApp sample;
  std::string reported;
  sample.close();
  auto opened =
      app::App::open({.data = sample.data()}, sample.clock(), sample.random(),
                     {.failure = [&](std::string_view id, std::string_view) { reported = id; }});
  ASSERT_TRUE(opened);
  (*opened)->close();  // a store that is closed throws at every change
  http::Request request{.method = Method::post,
                        .target = http::parse_target("/v1/actors").value(),
                        .body = R"({"name":"李明（虚构）","role":"clerk"})",
                        .id = "request-1"};
  request.headers.add("Authorization", "Bearer " + sample.report().admin_token);
  const auto response = (*opened)->call(std::move(request));
  EXPECT_EQ(response.status, 500U);
  EXPECT_EQ(response.body.view().find("虚构"), std::string_view::npos);
  EXPECT_EQ(reported, "request-1");
}

TEST(App, CountsTheJournalAmongItsMetrics) {
  SampleApp sample;
  const auto metrics = sample.send(Method::get, "/metrics");
  EXPECT_NE(metrics.body.view().find("servicecard_journal_leaves 5\n"), std::string_view::npos);
}

}  // namespace
}  // namespace servicecard::test
