#include "server/api/json_body.h"

#include <string>

#include <gtest/gtest.h>

#include "cardlib/identity/uscc.h"

namespace servicecard::api {
namespace {

http::Request request_with(std::string body) {
  http::Request request;
  request.body = std::move(body);
  return request;
}

constexpr Bilingual a_uscc{"统一社会信用代码有误", "not a USCC"};

TEST(JsonBody, GivesWhatIsThere) {
  JsonBody body(request_with(R"({"uscc":"91410329FAKE000136","year":2025,"tags":["a","b"]})"));
  EXPECT_EQ(body.parsed("uscc", Uscc::parse, a_uscc)->str(), "91410329FAKE000136");
  EXPECT_EQ(body.integer("year"), 2025);
  EXPECT_EQ(body.texts("tags"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(body.maybe_text("note"), std::nullopt);
  EXPECT_TRUE(body.flag_or("apply", true));
  EXPECT_FALSE(body.problem().has_value());
}

TEST(JsonBody, NotesEveryMistakeAtOnce) {
  JsonBody body(request_with(R"({"uscc":"x","year":"2025","colour":1})"));
  EXPECT_EQ(body.parsed("uscc", Uscc::parse, a_uscc), std::nullopt);
  EXPECT_EQ(body.integer("year"), std::nullopt);
  EXPECT_EQ(body.text("name"), std::nullopt);
  const auto problem = body.problem();
  ASSERT_TRUE(problem.has_value());
  EXPECT_EQ(problem->status, 400U);
  EXPECT_EQ(problem->detail.en,
            "uscc: not a USCC; year: must be an integer; name: required; colour: unknown member");
  EXPECT_EQ(problem->extensions.at("errors").as_array().size(), 4U);
}

TEST(JsonBody, RefusesWhatIsNoObjectWithoutDuplicates) {
  for (const char* const text : {"[]", "{", R"({"a":1,"a":2})", R"({"a":1} x)", "\xff"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(JsonBody(request_with(text)).problem()->status, 400U);
  }
}

TEST(JsonBody, TakesNoBodyForAnEmptyObject) {
  EXPECT_FALSE(JsonBody(request_with("")).problem().has_value());
}

}  // namespace
}  // namespace servicecard::api
