#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/app/sample_office.h"

namespace servicecard::test {
namespace {

using testing::HasSubstr;

TEST(DailyCapRoutes, AnswerOneMoreApprovalWith429UntilMidnightInBothLanguages) {
  SampleOffice office({.approvals = 1, .cards = 200});
  static_cast<void>(office.approved(1));
  const std::string target = "/v1/applications/" + std::to_string(office.checked(2)) + "/approve";
  http::Request request{.method = http::Method::post,
                        .target = http::parse_target(target).value(),
                        .body = {},
                        .id = "r1"};
  request.headers.add("Authorization", "Bearer " + office.approver());
  const http::Response zh = office.sample().app().call(request);
  request.headers.add("Accept-Language", "en");
  const http::Response en = office.sample().app().call(request);
  for (const http::Response& response : {zh, en}) {
    EXPECT_EQ(response.status, 429U);
    EXPECT_EQ(body_of(response).at("type"), "/problems/daily-cap-reached");
    // 08:00 UTC is 16:00 in Asia/Shanghai.
    EXPECT_EQ(response.headers.find("Retry-After"), "28800");
  }
  EXPECT_THAT(std::string(body_of(zh).at("title").as_string()), HasSubstr("上限"));
  EXPECT_THAT(std::string(body_of(en).at("title").as_string()), HasSubstr("midnight"));
}

TEST(DailyCapRoutes, NameItForEachOfABatch) {
  SampleOffice office({.approvals = 200, .cards = 1});
  const json::array results = office.issue({office.approved(1), office.approved(2)});
  EXPECT_EQ(results.at(0).at("ok"), true);
  EXPECT_EQ(results.at(1).at("problem"), "daily-cap-reached");
  EXPECT_EQ(results.at(1).at("card"), nullptr);
}

TEST(DailyCapRoutes, AnswerAReplacementWith429) {
  SampleOffice office({.approvals = 200, .cards = 1});
  const std::string number = office.issued(1);
  const http::Response response = office.sample().send(
      http::Method::post, "/v1/cards/" + number + "/replace", office.approver(), R"({"note":""})");
  EXPECT_EQ(response.status, 429U);
  EXPECT_EQ(response.headers.find("Retry-After"), "28800");
}

TEST(DailyCapRoutes, TellTheOperatorAtOnceWhoseAccountItIs) {
  SampleOffice office({.approvals = 200, .cards = 1});
  const auto metrics = [&] {
    return std::string(office.sample().send(http::Method::get, "/metrics").body.view());
  };
  EXPECT_THAT(metrics(), HasSubstr("servicecard_alarms_total{alarm=\"many-cards\"} 0\n"));
  static_cast<void>(office.issued(1));
  EXPECT_THAT(metrics(), HasSubstr("servicecard_alarms_total{alarm=\"many-cards\"} 1\n"));
  ASSERT_EQ(office.sample().alarms().size(), 1U);
  EXPECT_EQ(office.sample().alarms().front().subject, "actor:approver-1");
}

}  // namespace
}  // namespace servicecard::test
