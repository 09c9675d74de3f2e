#include "cardlib/codec/ascii.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard::ascii {
namespace {

TEST(AsciiTrimmed, TakesWhiteSpaceOffBothEndsAlone) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed(" \r\n"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(AsciiNumber, IsAllOfTheText) {
  EXPECT_EQ(parse_number<std::int64_t>("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(parse_number<std::uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(parse_number<int>("007"), 7);
}

TEST(AsciiNumber, IsNothingElse) {
  for (const std::string_view text : {"", " 1", "1 ", "+1", "0x1", "1.0", "-", "2147483648"}) {
    EXPECT_EQ(parse_number<int>(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_number<unsigned>("-1"), std::nullopt);
}

}  // namespace
}  // namespace servicecard::ascii
