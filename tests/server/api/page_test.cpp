#include "server/api/page.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/identity/uscc.h"
#include "server/api/expectations.h"

namespace servicecard::api {
namespace {

http::Request get(const std::string& target) {
  http::Request request;
  request.target = http::parse_target(target).value();
  return request;
}

TEST(ListRequest, HasSensibleDefaults) {
  const http::Request request = get("/v1/cards");
  const ListRequest asked(request);
  EXPECT_FALSE(asked.problem());
  EXPECT_EQ(asked.limit(), 50);
  EXPECT_EQ(asked.after(), 0);
}

TEST(ListRequest, TakesLimitAndCursor) {
  const http::Request request = get("/v1/cards?limit=200&cursor=17");
  const ListRequest asked(request);
  EXPECT_FALSE(asked.problem());
  EXPECT_EQ(asked.limit(), 200);
  EXPECT_EQ(asked.after(), 17);
}

TEST(ListRequest, RefusesWhatIsNoPage) {
  for (const char* const query :
       {"limit=0", "limit=201", "limit=-1", "limit=ten", "limit=", "limit=1x", "cursor=0",
        "cursor=x", "cursor=99999999999999999999"}) {
    SCOPED_TRACE(query);
    const http::Request request = get(std::string("/v1/cards?") + query);
    const ListRequest asked(request);
    ASSERT_TRUE(asked.problem());
    EXPECT_EQ(asked.problem()->status, 400U);
  }
}

TEST(ListRequest, ReadsWhatTheListIsNarrowedTo) {
  const http::Request request = get("/v1/cards?q=&enterprise=91410329FAKE000136");
  ListRequest asked(request);
  EXPECT_EQ(asked.text("q"), std::nullopt);
  EXPECT_EQ(asked.parsed("enterprise", Uscc::parse, a_uscc),
            Uscc::parse("91410329FAKE000136").value());
  EXPECT_EQ(asked.parsed("other", Uscc::parse, a_uscc), std::nullopt);
  EXPECT_FALSE(asked.problem());
}

store::Order order_of(ListRequest& asked) {
  return asked.order({{"entered", store::SortKey::entered}, {"valid_until", store::SortKey::ends}});
}

TEST(ListRequest, ReadsTheOrder) {
  struct Row {
    const char* query;
    store::SortKey by;
    bool descending;
  };
  for (const Row& row : {Row{"", store::SortKey::entered, false},
                         Row{"sort=entered", store::SortKey::entered, false},
                         Row{"sort=-entered", store::SortKey::entered, true},
                         Row{"sort=valid_until", store::SortKey::ends, false},
                         Row{"sort=-valid_until", store::SortKey::ends, true}}) {
    SCOPED_TRACE(row.query);
    const http::Request request = get(std::string("/v1/cards?") + row.query);
    ListRequest asked(request);
    const store::Order order = order_of(asked);
    EXPECT_FALSE(asked.problem());
    EXPECT_EQ(order.by, row.by);
    EXPECT_EQ(order.descending, row.descending);
  }
}

TEST(ListRequest, RefusesAnOrderThatTheListHasNot) {
  for (const char* const query : {"sort=", "sort=-", "sort=name", "sort=--entered", "sort=id;--"}) {
    SCOPED_TRACE(query);
    const http::Request request = get(std::string("/v1/cards?") + query);
    ListRequest asked(request);
    static_cast<void>(order_of(asked));
    ASSERT_TRUE(asked.problem());
    EXPECT_EQ(asked.problem()->detail.en,
              "sort must be one of entered, valid_until; with - before it, the other way round");
  }
}

TEST(ListRequest, KeepsTheFirstMistake) {
  const http::Request request = get("/v1/cards?limit=0&enterprise=x");
  ListRequest asked(request);
  EXPECT_EQ(asked.parsed("enterprise", Uscc::parse, a_uscc), std::nullopt);
  ASSERT_TRUE(asked.problem());
  EXPECT_EQ(asked.problem()->detail.en, "limit must be a number from 1 to 200");
}

TEST(ListRequest, GoesOnWhereARowIsLeft) {
  const http::Request request = get("/v1/cards?limit=2");
  const ListRequest asked(request);
  EXPECT_EQ(asked.rows().limit, 3);
  const auto page = [&](std::vector<int> rows) {
    return json::serialize(
        asked.page_of(std::move(rows), std::identity(), [](int row) { return json::value(row); }));
  };
  EXPECT_EQ(page({4, 5, 6}), R"({"items":[4,5],"next":"5"})");
  EXPECT_EQ(page({4, 5}), R"({"items":[4,5],"next":null})");
}

TEST(PageJson, NamesTheNextPageWhereThereIsOne) {
  EXPECT_EQ(json::serialize(page_json({1, 2}, 17)), R"({"items":[1,2],"next":"17"})");
  EXPECT_EQ(json::serialize(page_json({}, 0)), R"({"items":[],"next":null})");
}

}  // namespace
}  // namespace servicecard::api
