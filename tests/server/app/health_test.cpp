#include "server/app/health.h"

#include <optional>
#include <stdexcept>

#include <gtest/gtest.h>

namespace servicecard::app {
namespace {

class HealthTest : public testing::Test {
 protected:
  http::Response answer_to(const char* path) {
    if (router.routes().empty()) add_health_routes(router, checks, metrics);
    http::Request request;
    request.target = http::parse_target(path).value();
    std::optional<http::Response> answer;
    router.dispatch(std::move(request),
                    http::Respond([&](http::Response r) { answer = std::move(r); }, "r"));
    return answer.value();
  }

  Metrics metrics;
  http::Router router;
  std::vector<ReadyCheck> checks;
};

TEST_F(HealthTest, SaysThatTheProcessAnswers) {
  const http::Response response = answer_to("/healthz");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.body.view(), R"({"status":"ok"})");
}

TEST_F(HealthTest, IsReadyWhenEveryCheckHolds) {
  checks = {{"store", [] { return ReadyCheck::Result{.ok = true, .detail = "open"}; }}};
  const http::Response response = answer_to("/readyz");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.body.view(),
            R"({"ready":true,"checks":[{"name":"store","ok":true,"detail":"open"}]})");
}

TEST_F(HealthTest, IsNotReadyWhenOneCheckFailsOrThrows) {
  checks = {{"store", [] { return ReadyCheck::Result{.ok = true}; }},
            {"keys", [] { return ReadyCheck::Result{.ok = false, .detail = "locked"}; }},
            {"disk", []() -> ReadyCheck::Result { throw std::runtime_error("full"); }}};
  const http::Response response = answer_to("/readyz");
  EXPECT_EQ(response.status, 503U);
  EXPECT_EQ(response.body.view(),
            R"({"ready":false,"checks":[{"name":"store","ok":true,"detail":""},)"
            R"({"name":"keys","ok":false,"detail":"locked"},)"
            R"({"name":"disk","ok":false,"detail":"full"}]})");
}

TEST_F(HealthTest, ShowsTheMetrics) {
  metrics.counter("a", "A.").add();
  const http::Response response = answer_to("/metrics");
  EXPECT_EQ(response.content_type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_EQ(response.body.view(), "# HELP a A.\n# TYPE a counter\na 1\n");
}

}  // namespace
}  // namespace servicecard::app
