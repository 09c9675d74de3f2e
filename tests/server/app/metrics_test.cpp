#include "server/app/metrics.h"

#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/app/http_metrics.h"

namespace servicecard::app {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, WritesCountersByLabel) {
  Metrics metrics;
  metrics.counter("verdicts_total", "Verdicts.", {{"verdict", "valid"}}).add(2);
  metrics.counter("verdicts_total", "Verdicts.", {{"verdict", "valid"}}).add();
  metrics.counter("verdicts_total", "Verdicts.", {{"verdict", "a\"b\\c\nd"}}).add();
  EXPECT_EQ(metrics.text(),
            "# HELP verdicts_total Verdicts.\n"
            "# TYPE verdicts_total counter\n"
            "verdicts_total{verdict=\"a\\\"b\\\\c\\nd\"} 1\n"
            "verdicts_total{verdict=\"valid\"} 3\n");
}

TEST(Metrics, LeavesOutCountersThatNeverCounted) {
  Metrics metrics;
  EXPECT_EQ(metrics.counter("a", "A.").value(), 0U);
  EXPECT_EQ(metrics.text(), "# HELP a A.\n# TYPE a counter\n");
}

TEST(Metrics, WritesHistogramsByBoundsThatIncludeTheSmaller) {
  Metrics metrics;
  constexpr std::array<double, 2> bounds{1, 8};
  Histogram& rows = metrics.histogram("rows", "Rows.", bounds, {{"table", "cards"}});
  for (const double value : {1.0, 1.5, 8.0, 9.0}) rows.observe(value);
  EXPECT_EQ(metrics.text(),
            "# HELP rows Rows.\n"
            "# TYPE rows histogram\n"
            "rows_bucket{table=\"cards\",le=\"1\"} 1\n"
            "rows_bucket{table=\"cards\",le=\"8\"} 3\n"
            "rows_bucket{table=\"cards\",le=\"+Inf\"} 4\n"
            "rows_sum{table=\"cards\"} 19.5\n"
            "rows_count{table=\"cards\"} 4\n");
}

TEST(Metrics, LooksGaugesUpWhenAsked) {
  Metrics metrics;
  double value = 1;
  metrics.gauge("cards", "Cards.", [&] { return value; });
  value = 135;
  EXPECT_THAT(metrics.text(), HasSubstr("# TYPE cards gauge\ncards 135\n"));
}

TEST(Metrics, LosesNoCountUnderSeveralThreads) {
  Metrics metrics;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        Counter& counter = metrics.counter("a", "A.");
        Histogram& histogram = metrics.histogram("b", "B.", count_bounds);
        for (int j = 0; j < 10'000; ++j) {
          counter.add();
          histogram.observe(3);
        }
      });
    }
  }
  EXPECT_EQ(metrics.counter("a", "A.").value(), 40'000U);
  EXPECT_THAT(metrics.text(), HasSubstr("b_sum 120000\nb_count 40000\n"));
}

TEST(HttpMetrics, CountsAnswersByRouteMethodAndStatus) {
  http::Router router;
  router.add({.method = http::Method::post, .pattern = "/v1/cards/{number}", .operation = "x"});
  Metrics metrics;
  HttpMetrics http_metrics(metrics, router);
  const http::Route* const route = &router.routes().front();
  http_metrics.count({.route = route, .status = 200, .elapsed = std::chrono::microseconds(700)});
  http_metrics.count({.route = route, .status = 418});
  http_metrics.count({.route = nullptr, .status = 404});
  const std::string text = metrics.text();
  const std::string name = "servicecard_http_requests_total";
  const std::string labels = "route=\"/v1/cards/{number}\",method=\"POST\"";
  EXPECT_THAT(text, HasSubstr(name + "{" + labels + ",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr(name + "{" + labels + ",status=\"other\"} 1\n"));
  EXPECT_THAT(text, HasSubstr(name + "{route=\"\",method=\"\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("status=\"500\"")));
  const std::string seconds = "servicecard_http_request_seconds_bucket{" + labels;
  EXPECT_THAT(text, HasSubstr(seconds + ",le=\"0.0005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr(seconds + ",le=\"0.001\"} 2\n"));
}

}  // namespace
}  // namespace servicecard::app
