#include "cardlib/codec/json.h"

#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/changes.h"

namespace servicecard::json {
namespace {

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// The start of an object with more names than a reader compares one by one.
std::string many_names() {
  std::string text = "{";
  for (int i = 0; i < 100; ++i) text += "\"n" + std::to_string(i) + "\":0,";
  return text;
}

TEST(Json, RefusesByName) {
  struct Row {
    const char* name;
    std::string text;
    Error error;
  };
  const Row rows[] = {
      {"nothing", "", Error::malformed},
      {"white space alone", " \n", Error::malformed},
      {"a cut value", R"({"a":)", Error::malformed},
      {"a comma too many", "[1,]", Error::malformed},
      {"a comment", "[1 /* one */]", Error::malformed},
      {"single quotes", "['a']", Error::malformed},
      {"a byte order mark", "\xef\xbb\xbf{}", Error::malformed},
      {"an octet that is not UTF-8", "[\"\xff\"]", Error::malformed},
      {"an overlong form", "[\"\xc0\xaf\"]", Error::malformed},
      {"half a surrogate pair", R"(["\ud800"])", Error::malformed},
      {"a control character", "[\"\n\"]", Error::malformed},
      {"a leading zero", "[01]", Error::malformed},
      {"NaN", "[NaN]", Error::malformed},
      {"two values", "{} {}", Error::trailing_data},
      {"two numbers", "1 2", Error::trailing_data},
      {"a bracket too many", "[]]", Error::trailing_data},
      {"a NUL at the end", std::string("{}\0", 3), Error::trailing_data},
      {"a name twice", R"({"a":1,"a":1})", Error::duplicate_name},
      {"a name twice, once escaped", R"({"a":1,"\u0061":1})", Error::duplicate_name},
      {"a name twice, escaped in part", R"({"ab\u0063d":1,"abcd":1})", Error::duplicate_name},
      {"an empty name twice", R"({"":1,"":1})", Error::duplicate_name},
      {"a name twice, apart", R"({"a":1,"b":[{}],"a":{"c":2}})", Error::duplicate_name},
      {"names twice on two levels", R"({"a":{"b":1,"b":2},"a":1})", Error::duplicate_name},
      {"a hundred names and one twice", many_names() + R"("n50":0})", Error::duplicate_name},
      {"a name twice, inside", R"([[{"b":{"a":null,"a":true}}]])", Error::duplicate_name},
      {"17 arrays", repeat("[", 17) + repeat("]", 17), Error::too_deep},
      {"17 objects", repeat(R"({"a":)", 17) + "0" + repeat("}", 17), Error::too_deep},
      {"100,000 brackets", repeat("[", 100'000), Error::too_deep},
      {"an integer above 64 bits", "[18446744073709551616]", Error::bad_number},
      {"an integer below 64 bits", "[-9223372036854775809]", Error::bad_number},
      {"a number above every double", "[1e309]", Error::bad_number},
      {"a number below every double", "[-1e309]", Error::bad_number},
      {"a number nearer to zero than any", "[1e-400]", Error::bad_number},
      {"an exponent without end", "[1e" + repeat("9", 400) + "]", Error::bad_number},
      {"digits without end", "[" + repeat("9", 5000) + "]", Error::bad_number},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto read = parse(row.text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error(), row.error);
  }
}

TEST(Json, ReadsAndWritesTheSameText) {
  const char* const texts[] = {"null",
                               "true",
                               "0",
                               "-1",
                               "9223372036854775807",
                               "-9223372036854775808",
                               "18446744073709551615",
                               R"("")",
                               R"("卡 \"\\ \n")",
                               "[]",
                               "{}",
                               R"([1,[2,{"a":[]}],null])",
                               R"({"b":1,"a":{"b":2,"a":3}})"};
  for (const char* const text : texts) {
    SCOPED_TRACE(text);
    const auto read = parse(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(json::serialize(*read), text);
  }
}

TEST(Json, ReadsEscapesAndWhiteSpace) {
  const auto read = parse(" { \"\\u5361\" : [ \"\\ud83d\\ude00\", \"a\\/b\" ] } \n");
  ASSERT_TRUE(read);
  EXPECT_EQ(json::serialize(*read), "{\"卡\":[\"😀\",\"a/b\"]}");
}

TEST(Json, ReadsEveryDoubleToTheLastBit) {
  struct Row {
    const char* text;
    double number;
  };
  const Row rows[] = {{"0.1", 0.1},
                      {"1E2", 100},
                      {"-0.0", -0.0},
                      {"2.2250738585072011e-308", 2.2250738585072011e-308},
                      {"5e-324", std::numeric_limits<double>::denorm_min()},
                      {"1.7976931348623157e308", std::numeric_limits<double>::max()},
                      {"9007199254740993.0", 9007199254740992.0},
                      {"8.41e21", 8.41e21},
                      {"9.5e-05", 9.5e-05}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto read = parse(row.text);
    ASSERT_TRUE(read);
    ASSERT_TRUE(read->is_double());
    EXPECT_EQ(read->get_double(), row.number);
  }
}

TEST(Json, AllowsTheDepthOfTheLimitAndTheSameNameOnTwoLevels) {
  EXPECT_TRUE(parse(repeat("[", max_depth) + repeat("]", max_depth)));
  EXPECT_TRUE(parse(R"({"a":{"a":{"a":1}},"b":{"a":1}})"));
}

TEST(JsonObject, IsAnObjectOrRefused) {
  EXPECT_TRUE(parse_object(R"({"a":1})"));
  EXPECT_EQ(parse_object("[]").error(), Error::malformed);
  EXPECT_EQ(parse_object("7").error(), Error::malformed);
  EXPECT_EQ(parse_object("{} 7").error(), Error::trailing_data);
}

TEST(JsonMember, IsFoundByNameAndType) {
  const object from =
      parse_object(R"({"t":"x","i":-5,"u":18446744073709551615,"d":5.0,"o":{},"a":[]})").value();
  EXPECT_EQ(text_member(from, "t"), "x");
  EXPECT_EQ(text_member(from, "i"), std::nullopt);
  EXPECT_EQ(text_member(from, "none"), std::nullopt);
  EXPECT_EQ(int_member(from, "i"), -5);
  EXPECT_EQ(int_member(from, "u"), std::nullopt);
  EXPECT_EQ(int_member(from, "d"), std::nullopt);
  EXPECT_EQ(int_member(from, "t"), std::nullopt);
  EXPECT_EQ(int_member(from, "none"), std::nullopt);
  EXPECT_NE(object_member(from, "o"), nullptr);
  EXPECT_EQ(object_member(from, "a"), nullptr);
  EXPECT_EQ(object_member(from, "none"), nullptr);
  EXPECT_NE(array_member(from, "a"), nullptr);
  EXPECT_EQ(array_member(from, "o"), nullptr);
  EXPECT_EQ(array_member(from, "none"), nullptr);
}

constexpr std::string_view sample =
    R"({"iss":"https://x.cn","n":[-1,2.5e3,true,null],"o":{"\u0061b":"卡\ud83d\ude00","c":{}}})";

TEST(Json, RefusesEveryCutOfAnObject) {
  ASSERT_TRUE(parse(sample));
  test::for_every_cut(sample, [](std::string_view cut) {
    const auto read = parse(cut);
    ASSERT_FALSE(read) << cut;
    EXPECT_EQ(read.error(), Error::malformed) << cut;
  });
}

TEST(Json, ReadsBackWhateverItAcceptsOfEveryChangedCharacter) {
  test::for_every_changed_character(sample, [](std::string_view changed) {
    const auto read = parse(changed);
    if (!read) return;
    const auto again = parse(json::serialize(*read));
    ASSERT_TRUE(again) << changed;
    EXPECT_EQ(*again, *read) << changed;
  });
}

}  // namespace
}  // namespace servicecard::json
