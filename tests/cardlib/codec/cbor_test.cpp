#include "cardlib/codec/cbor.h"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/hex.h"

namespace servicecard::cbor {
namespace {

using test::from_hex;
using test::to_hex;

Value item(Value::Variant variant) { return Value(std::move(variant)); }

TEST(CborEncoder, WritesEachKindInItsOneForm) {
  struct Row {
    const char* name;
    Value value;
    std::string hex;
  };
  const Row rows[] = {
      {"zero", 0, "00"},
      {"the last argument in the first octet", 23, "17"},
      {"the first of one octet", 24, "1818"},
      {"the last of one octet", 255, "18ff"},
      {"the first of two octets", 256, "190100"},
      {"the first of four octets", 65536, "1a00010000"},
      {"the first of eight octets", std::int64_t{1} << 32, "1b0000000100000000"},
      {"the greatest unsigned", std::numeric_limits<std::uint64_t>::max(), "1bffffffffffffffff"},
      {"minus one", -1, "20"},
      {"the least int64", std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"},
      {"the least of all", item(Negative{std::numeric_limits<std::uint64_t>::max()}),
       "3bffffffffffffffff"},
      {"octets", Bytes{1, 2}, "420102"},
      {"text", "卡", "63e58da1"},
      {"an array", Array{1, "a"}, "82016161"},
      {"a tag", Value::tagged(18, Array{}), "d280"},
      {"false", false, "f4"},
      {"true", true, "f5"},
      {"null", item(nullptr), "f6"},
      {"undefined", item(Undefined{}), "f7"},
      {"a simple value in one octet", item(Simple{19}), "f3"},
      {"a simple value in two octets", item(Simple{32}), "f820"},
      {"a half", item(1.5), "f93e00"},
      {"the least half", item(std::ldexp(1.0, -24)), "f90001"},
      {"a subnormal half", item(std::ldexp(1023.0, -24)), "f903ff"},
      {"the least normal half", item(std::ldexp(1.0, -14)), "f90400"},
      {"the greatest half", item(65504.0), "f97bff"},
      {"below the least half", item(std::ldexp(1.0, -25)), "fa33000000"},
      {"a subnormal too fine for a half", item(std::ldexp(1.5, -24)), "fa33c00000"},
      {"above the greatest half", item(65536.0), "fa47800000"},
      {"a fraction too fine for a half", item(1 + std::ldexp(1.0, -11)), "fa3f801000"},
      {"the least single", item(std::ldexp(1.0, -149)), "fa00000001"},
      {"the greatest single", item(double{std::numeric_limits<float>::max()}), "fa7f7fffff"},
      {"a double", item(0.1), "fb3fb999999999999a"},
      {"a great double", item(1e300), "fb7e37e43c8800759c"},
      {"minus nought", item(-0.0), "f98000"},
      {"minus infinity", item(-std::numeric_limits<double>::infinity()), "f9fc00"},
      {"no number", item(std::numeric_limits<double>::quiet_NaN()), "f97e00"},
      {"no number, negative", item(-std::numeric_limits<double>::quiet_NaN()), "f97e00"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(to_hex(encode(row.value)), row.hex);
    const auto read = decode(from_hex(row.hex), Strictness::deterministic);
    ASSERT_TRUE(read);
    EXPECT_EQ(to_hex(encode(*read)), row.hex);
  }
}

// RFC 8949 §4.2.1's own example of an order.
TEST(CborEncoder, SortsKeysByTheirEncoding) {
  const Value map = Map{{false, 0}, {Array{-1}, 0}, {Array{100}, 0}, {"aa", 0},
                        {"z", 0},   {-1, 0},        {100, 0},        {10, 0}};
  EXPECT_EQ(to_hex(encode(map)),
            "a8"
            "0a00"
            "186400"
            "2000"
            "617a00"
            "62616100"
            "81186400"
            "812000"
            "f400");
}

TEST(CborEncoder, RefusesWhatHasNoEncoding) {
  EXPECT_THROW((void)encode(Map{{1, 0}, {1, 1}}), std::logic_error);
  EXPECT_THROW((void)encode("\xff"), std::logic_error);
  EXPECT_THROW((void)encode(item(Simple{20})), std::logic_error);
  EXPECT_THROW((void)encode(item(Simple{31})), std::logic_error);
}

TEST(CborValue, GivesAnIntegerWhereItFits) {
  EXPECT_EQ(Value(-7).as_int64(), -7);
  EXPECT_EQ(Value(std::numeric_limits<std::int64_t>::max()).as_int64(),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(Value(std::numeric_limits<std::int64_t>::min()).as_int64(),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(Value(std::uint64_t{1} << 63).as_int64(), std::nullopt);
  EXPECT_EQ(item(Negative{std::uint64_t{1} << 63}).as_int64(), std::nullopt);
  EXPECT_EQ(Value("7").as_int64(), std::nullopt);
  EXPECT_EQ(Value(true).as_int64(), std::nullopt);
}

TEST(CborValue, FindsAKeyOfItsTypeAlone) {
  const Value map = Map{{1, "number"}, {"1", "text"}, {-1, "negative"}};
  ASSERT_NE(map.find(1), nullptr);
  EXPECT_EQ(*map.find(1)->as_text(), "number");
  EXPECT_EQ(*map.find("1")->as_text(), "text");
  EXPECT_EQ(*map.find(-1)->as_text(), "negative");
  EXPECT_EQ(map.find(2), nullptr);
  EXPECT_EQ(Value("no map").find(1), nullptr);
}

TEST(CborValue, IsEqualToTheSameTagAndContent) {
  EXPECT_EQ(Value::tagged(18, "a"), Value::tagged(18, "a"));
  EXPECT_NE(Value::tagged(18, "a"), Value::tagged(18, "b"));
  EXPECT_NE(Value::tagged(18, "a"), Value::tagged(17, "a"));
}

}  // namespace
}  // namespace servicecard::cbor
