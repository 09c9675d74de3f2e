#include "server/api/page.h"

#include <string>

#include <gtest/gtest.h>

namespace servicecard::api {
namespace {

std::expected<PageRequest, http::Problem> ask(const std::string& target) {
  http::Request request;
  request.target = http::parse_target(target).value();
  return page_request(request);
}

TEST(PageRequest, HasSensibleDefaults) {
  const auto page = ask("/v1/cards");
  EXPECT_EQ(page->limit, 50);
  EXPECT_EQ(page->after, 0);
}

TEST(PageRequest, TakesLimitAndCursor) {
  const auto page = ask("/v1/cards?limit=200&cursor=17");
  EXPECT_EQ(page->limit, 200);
  EXPECT_EQ(page->after, 17);
}

TEST(PageRequest, RefusesWhatIsNoPage) {
  for (const char* const query :
       {"limit=0", "limit=201", "limit=-1", "limit=ten", "limit=", "limit=1x", "cursor=0",
        "cursor=x", "cursor=99999999999999999999"}) {
    SCOPED_TRACE(query);
    EXPECT_EQ(ask(std::string("/v1/cards?") + query).error().status, 400U);
  }
}

TEST(PageJson, NamesTheNextPageWhereThereIsOne) {
  EXPECT_EQ(json::serialize(page_json({1, 2}, 17)), R"({"items":[1,2],"next":"17"})");
  EXPECT_EQ(json::serialize(page_json({}, 0)), R"({"items":[],"next":null})");
}

}  // namespace
}  // namespace servicecard::api
