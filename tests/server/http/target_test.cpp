#include "server/http/target.h"

#include <string>

#include <gtest/gtest.h>

namespace servicecard::http {
namespace {

struct BadTarget {
  const char* name;
  std::string text;
  TargetError error;
};

const BadTarget bad_targets[] = {
    {"Empty", "", TargetError::not_origin_form},
    {"AbsoluteForm", "http://host/v1", TargetError::not_origin_form},
    {"AsteriskForm", "*", TargetError::not_origin_form},
    {"AuthorityForm", "host:443", TargetError::not_origin_form},
    {"Fragment", "/a#b", TargetError::bad_character},
    {"Space", "/a b", TargetError::bad_character},
    {"Backslash", "/a\\b", TargetError::bad_character},
    {"RawUtf8", "/张", TargetError::bad_character},
    {"RawNul", std::string("/a\0b", 4), TargetError::bad_character},
    {"RawControlInQuery", "/a?b=\x01", TargetError::bad_character},
    {"QuoteInQuery", "/a?b=\"", TargetError::bad_character},
    {"PercentAtEnd", "/a%", TargetError::bad_escape},
    {"OneDigit", "/a%4", TargetError::bad_escape},
    {"NotHexadecimal", "/a%4g", TargetError::bad_escape},
    {"SignInEscape", "/a%+4", TargetError::bad_escape},
    {"EscapeCutBySlash", "/a%4/1", TargetError::bad_escape},
    {"EscapeInQuery", "/a?b=%zz", TargetError::bad_escape},
    {"EscapeInName", "/a?%zz=b", TargetError::bad_escape},
    {"EscapedNul", "/a%00", TargetError::control_character},
    {"EscapedNewline", "/a%0d%0aSet-Cookie:x", TargetError::control_character},
    {"EscapedDelete", "/a?b=%7F", TargetError::control_character},
    {"OverlongSlash", "/a%c0%af", TargetError::bad_utf8},
    {"LoneContinuation", "/a%80", TargetError::bad_utf8},
    {"CutSequence", "/a%e5%bc", TargetError::bad_utf8},
    {"SequenceAcrossSegments", "/a%e5/%bc%a0", TargetError::bad_utf8},
    {"Surrogate", "/a?b=%ed%a0%80", TargetError::bad_utf8},
    {"AboveUnicode", "/a%f4%90%80%80", TargetError::bad_utf8},
    {"OldFiveOctetForm", "/a%f8%88%80%80%80", TargetError::bad_utf8},
    {"DotSegment", "/a/./b", TargetError::dot_segment},
    {"DotDotSegment", "/a/../b", TargetError::dot_segment},
    {"DotDotAtEnd", "/a/..", TargetError::dot_segment},
    {"EscapedDotDot", "/a/%2e%2E/b", TargetError::dot_segment},
    {"RepeatedName", "/a?b=1&b=2", TargetError::repeated_name},
    {"RepeatedNameOnceEscaped", "/a?b=1&%62=2", TargetError::repeated_name},
};

class BadTargets : public testing::TestWithParam<BadTarget> {};

TEST_P(BadTargets, AreRefusedByName) {
  const auto target = parse_target(GetParam().text);
  ASSERT_FALSE(target.has_value());
  EXPECT_EQ(target.error(), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(Target, BadTargets, testing::ValuesIn(bad_targets),
                         [](const auto& row) { return row.param.name; });

TEST(Target, KeepsThePathAsItCameAndDecodesTheQuery) {
  const auto target = parse_target("/v1/%E5%BC%A0?q=%E5%BC%A0+%2B1&empty=&bare&a=b=c?/");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/v1/%E5%BC%A0");
  EXPECT_EQ(target->find("q"), "张 +1");
  EXPECT_EQ(target->find("empty"), "");
  EXPECT_EQ(target->find("bare"), "");
  EXPECT_EQ(target->find("a"), "b=c?/");
  EXPECT_EQ(target->find("absent"), std::nullopt);
}

TEST(Target, TakesDotsThatAreNotDotSegments) {
  for (const char* const text : {"/.well-known/jwks.json", "/a/...", "/a/.b", "/a..", "/"}) {
    EXPECT_TRUE(parse_target(text).has_value()) << text;
  }
}

TEST(PathSegments, KeepAnEscapedSlashInsideItsSegment) {
  EXPECT_EQ(path_segments("/a/b%2Fc//d/"), (std::vector<std::string>{"a", "b/c", "", "d", ""}));
}

TEST(PercentDecode, TakesEveryLengthOfUtf8) {
  EXPECT_EQ(percent_decode("%7e%c2%a9%E5%bc%a0%f0%ac%b1%96"), "~©张𬱖");
}

}  // namespace
}  // namespace servicecard::http
