#include "server/http/problem.h"

#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace servicecard::http {
namespace {

Request asking_for(std::string_view languages) {
  Request request;
  request.id = "r-1";
  if (!languages.empty()) request.headers.add("Accept-Language", languages);
  return request;
}

TEST(PreferredLanguage, IsChineseUnlessEnglishWeighsMore) {
  struct Row {
    const char* header;
    Language language;
  };
  const Row rows[] = {
      {"", Language::zh},
      {"en", Language::en},
      {"en-GB, zh;q=0.9", Language::en},
      {"zh-CN,zh;q=0.9,en;q=0.8", Language::zh},
      {"fr, en;q=0.5", Language::en},
      {"fr", Language::zh},
      {"en;q=0.5, zh;q=0.5", Language::zh},
      {"zh;q=0.1,en ; q=0.2", Language::en},
      {"en;q=nonsense", Language::zh},
      {",,;;q=,", Language::zh},
      {"english", Language::zh},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(preferred_language(asking_for(row.header).headers), row.language) << row.header;
  }
}

Problem quota_full() {
  return {.status = 409,
          .name = "quota-full",
          .title = {.zh = "名额已满", .en = "Quota full"},
          .detail = {.zh = "共 3 张", .en = "3 cards"},
          .extensions = {{"live", 3}, {"status", 200}}};
}

TEST(ProblemResponse, IsAnRfc9457DocumentInTheLanguageAskedFor) {
  const Response response = problem_response(asking_for("en"), quota_full());
  EXPECT_EQ(response.status, 409U);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.headers.find("Content-Language"), "en");
  EXPECT_EQ(boost::json::parse(response.body.view()),
            boost::json::parse(R"({"type":"/problems/quota-full","title":"Quota full","status":409,
                                   "detail":"3 cards","instance":"/requests/r-1","live":3})"));
}

TEST(ProblemResponse, IsChineseByDefaultAndLeavesOutAnEmptyDetail) {
  Problem problem = quota_full();
  problem.detail = {};
  const Response response = problem_response(asking_for(""), problem);
  const auto document = boost::json::parse(response.body.view()).as_object();
  EXPECT_EQ(document.at("title"), "名额已满");
  EXPECT_FALSE(document.contains("detail"));
  EXPECT_EQ(response.headers.find("Content-Language"), "zh-CN");
}

TEST(InternalError, NamesTheRequestAndNothingElse) {
  const Response response = internal_error("r-2");
  EXPECT_EQ(response.body.view(), R"({"type":"about:blank","title":"Internal Server Error",)"
                                  R"("status":500,"instance":"/requests/r-2"})");
}

}  // namespace
}  // namespace servicecard::http
