#include "cardlib/codec/utf8.h"

#include <string>

#include <gtest/gtest.h>

namespace servicecard::utf8 {
namespace {

TEST(Utf8, TellsTextFromOtherOctets) {
  struct Row {
    const char* name;
    std::string text;
    bool valid;
  };
  const Row rows[] = {
      {"nothing", "", true},
      {"ASCII and NUL", std::string("a\0b", 3), true},
      {"the first of two octets", "\xc2\x80", true},
      {"the last of two octets", "\xdf\xbf", true},
      {"the first of three octets", "\xe0\xa0\x80", true},
      {"the last before the surrogates", "\xed\x9f\xbf", true},
      {"the first after the surrogates", "\xee\x80\x80", true},
      {"the first of four octets", "\xf0\x90\x80\x80", true},
      {"the last of all", "\xf4\x8f\xbf\xbf", true},
      {"a continuation alone", "\x80", false},
      {"a continuation too many", "\xc2\x80\x80", false},
      {"an overlong NUL", "\xc0\x80", false},
      {"overlong in two octets", "\xc1\xbf", false},
      {"overlong in three octets", "\xe0\x9f\xbf", false},
      {"overlong in four octets", "\xf0\x8f\xbf\xbf", false},
      {"the first surrogate", "\xed\xa0\x80", false},
      {"the last surrogate", "\xed\xbf\xbf", false},
      {"above U+10FFFF", "\xf4\x90\x80\x80", false},
      {"a lead of five octets", "\xf8\x88\x80\x80\x80", false},
      {"0xff", "\xff", false},
      {"cut after the lead", "a\xc3", false},
      {"cut before the last", "\xe5\x8d", false},
      {"cut by ASCII",
       "\xe5\x8d"
       "a",
       false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(is_valid(row.text), row.valid);
    const auto code_points = decode(row.text);
    ASSERT_EQ(code_points.has_value(), row.valid);
    if (!row.valid) continue;
    std::string again;
    for (const char32_t code_point : *code_points) again += encode(code_point);
    EXPECT_EQ(again, row.text);
  }
}

TEST(Utf8, KnowsOneLineAsPeopleWriteIt) {
  struct Row {
    const char* name;
    std::string text;
    bool line;
  };
  const Row rows[] = {
      {"the shortest", "示例", true},
      {"the longest, by code points", "示例𬱖企业", true},
      {"a space within", "示 例", true},
      {"too short", "示", false},
      {"too long", "示例有限公司", false},
      {"a space before", " 示例", false},
      {"an ideographic space behind", "示例\u3000", false},
      {"a line break", "示\n例", false},
      {"a delete", "示\x7f例", false},
      {"not UTF-8", "示例\xff", false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(is_line(row.text, 2, 5), row.line);
  }
}

TEST(Utf8, ALineMayBeEmptyWhereThatIsAllowed) {
  EXPECT_TRUE(is_line("", 0, 5));
  EXPECT_FALSE(is_line("", 1, 5));
}

}  // namespace
}  // namespace servicecard::utf8
