#include <string>

#include <gtest/gtest.h>

#include "cardlib/codec/cbor.h"
#include "tests/support/changes.h"
#include "tests/support/hex.h"

namespace servicecard::cbor {
namespace {

using test::from_hex;
using test::to_hex;

struct Row {
  const char* name;
  std::string hex;
  Error error;
};

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(CborDecoder, RefusesWhatIsNotWellFormedOnBothLevels) {
  const Row rows[] = {
      {"nothing", "", Error::truncated},
      {"a head without its argument", "18", Error::truncated},
      {"a head with half its argument", "1901", Error::truncated},
      {"octets that end early", "4301", Error::truncated},
      {"text that ends early", "6361", Error::truncated},
      {"an array that ends early", "8201", Error::truncated},
      {"a map without its last value", "a10102a1", Error::trailing_data},
      {"a map that ends after a key", "a101", Error::truncated},
      {"a tag without content", "d2", Error::truncated},
      {"a half float cut", "f97e", Error::truncated},
      {"an indefinite array without its end", "9f01", Error::truncated},
      {"an indefinite string without its end", "5f4101", Error::truncated},
      {"2^63 octets", "5b8000000000000000", Error::truncated},
      {"2^64 - 1 characters", "7bffffffffffffffff", Error::truncated},
      {"2^63 elements", "9b800000000000000000", Error::truncated},
      {"2^63 pairs", "bb80000000000000000000", Error::truncated},
      {"two items", "0000", Error::trailing_data},
      {"an octet after an item", "4000", Error::trailing_data},
      {"a reserved argument", "1c", Error::malformed},
      {"a reserved argument of a string", "5d", Error::malformed},
      {"a reserved argument of a tag", "de00", Error::malformed},
      {"a reserved argument of a float", "fc", Error::malformed},
      {"an indefinite number", "1f", Error::malformed},
      {"an indefinite negative number", "3f", Error::malformed},
      {"an indefinite tag", "df00", Error::malformed},
      {"a break alone", "ff", Error::malformed},
      {"a break in an array of known size", "81ff", Error::malformed},
      {"a break in place of a value", "bf01ff", Error::malformed},
      {"a break under a tag", "9fd2ffff", Error::malformed},
      {"a chunk of another type", "5f6161ff", Error::malformed},
      {"a chunk that is a number", "7f00ff", Error::malformed},
      {"an indefinite chunk", "5f5f4101ffff", Error::malformed},
      {"a small simple value in two octets", "f818", Error::malformed},
      {"the last such value", "f81f", Error::malformed},
      {"true in two octets", "f815", Error::malformed},
      {"text that is not UTF-8", "61ff", Error::malformed},
      {"an overlong form", "62c080", Error::malformed},
      {"a surrogate", "63eda080", Error::malformed},
      {"a character cut by a chunk", "7f61c361bcff", Error::malformed},
      {"a number twice", "a201000100", Error::duplicate_key},
      {"a number twice in two encodings", "a20100180100", Error::duplicate_key},
      {"a text twice in two encodings", "a26161007f6161ff00", Error::duplicate_key},
      {"keys equal but for the order inside", "a2a20100020000a20200010000", Error::duplicate_key},
      {"twice and not next to each other", "a3010002000100", Error::duplicate_key},
      {"twice in a map inside", "81a201000100", Error::duplicate_key},
      {"twice in an indefinite map", "bf01000100ff", Error::duplicate_key},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    std::string hex = row.hex;
    std::erase(hex, ' ');
    for (const auto strictness : {Strictness::well_formed, Strictness::deterministic}) {
      const auto read = decode(from_hex(hex), strictness);
      ASSERT_FALSE(read);
      EXPECT_EQ(read.error(), row.error);
    }
  }
}

TEST(CborDecoder, ReadsOtherEncodingsOnTheGeneralLevelAlone) {
  struct Other {
    const char* name;
    std::string hex;
    std::string deterministic;
  };
  const Other rows[] = {
      {"a number in a longer head", "1817", "17"},
      {"a number in two octets", "190001", "01"},
      {"a number in four octets", "1a0000ffff", "19ffff"},
      {"a number in eight octets", "1b00000000ffffffff", "1affffffff"},
      {"a negative number in a longer head", "3800", "20"},
      {"a length in a longer head", "580101", "4101"},
      {"a count in a longer head", "980101", "8101"},
      {"a tag in a longer head", "d81200", "d200"},
      {"octets in chunks", "5f41014102ff", "420102"},
      {"no chunk at all", "7fff", "60"},
      {"an indefinite array", "9f01ff", "8101"},
      {"an indefinite map", "bf0102ff", "a10102"},
      {"keys in another order", "a202000100", "a201000200"},
      {"text before a number", "a2616100 0100", "a20100616100"},
      {"a single that is a half", "fa3fc00000", "f93e00"},
      {"a double that is a single", "fb40f86a0000000000", "fa47c35000"},
      {"infinity as a single", "fa7f800000", "f97c00"},
      {"a NaN with a payload", "f97e01", "f97e00"},
      {"a NaN as a double", "fb7ff8000000000000", "f97e00"},
      {"deep inside", "8181811801", "81818101"},
  };
  for (const Other& row : rows) {
    SCOPED_TRACE(row.name);
    std::string hex = row.hex;
    std::erase(hex, ' ');
    const auto general = decode(from_hex(hex), Strictness::well_formed);
    ASSERT_TRUE(general);
    EXPECT_EQ(to_hex(encode(*general)), row.deterministic);
    const auto strict = decode(from_hex(hex), Strictness::deterministic);
    ASSERT_FALSE(strict);
    EXPECT_EQ(strict.error(), Error::non_deterministic);
  }
}

TEST(CborDecoder, StopsBelowTheDepthLimit) {
  const Row rows[] = {
      {"arrays", "81", Error::too_deep},
      {"tags", "d2", Error::too_deep},
      {"maps in values", "a100", Error::too_deep},
      {"maps in keys", "a1", Error::too_deep},
      {"indefinite arrays", "9f", Error::too_deep},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto deep = decode(from_hex(repeat(row.hex, 100'000)), Strictness::well_formed);
    ASSERT_FALSE(deep);
    EXPECT_EQ(deep.error(), row.error);
  }
  EXPECT_TRUE(decode(from_hex(repeat("81", max_depth) + "00"), Strictness::deterministic));
  EXPECT_EQ(decode(from_hex(repeat("81", max_depth + 1) + "00"), Strictness::deterministic).error(),
            Error::too_deep);
}

// One of nearly every kind, so that cuts and flips meet every branch.
Bytes sample() {
  return encode(Map{{1, Bytes{1, 2, 3}},
                    {4, -1000},
                    {-65537, Map{{1, "卡号"}, {2, Array{"a", "b", 300}}}},
                    {65535, Map{{"status_list", Map{{"idx", 412}, {"uri", "https://x.cn/1"}}}}},
                    {"tag", Value::tagged(18, Array{true, false})},
                    {"float", Array{Value(Value::Variant(1.5)), Value(Value::Variant(0.1))}}});
}

TEST(CborDecoder, FindsEveryCutTruncated) {
  test::for_every_cut(sample(), [](BytesView cut) {
    for (const auto strictness : {Strictness::well_formed, Strictness::deterministic}) {
      const auto read = decode(cut, strictness);
      ASSERT_FALSE(read) << cut.size();
      EXPECT_EQ(read.error(), Error::truncated) << cut.size();
    }
  });
}

TEST(CborDecoder, NoticesEveryFlippedBit) {
  const Bytes original = sample();
  const auto first = decode(original, Strictness::deterministic);
  ASSERT_TRUE(first);
  test::for_every_flipped_bit(original, [&](BytesView changed) {
    const auto read = decode(changed, Strictness::deterministic);
    if (!read) return;
    EXPECT_EQ(to_hex(encode(*read)), to_hex(changed));
    EXPECT_NE(*read, *first);
  });
}

}  // namespace
}  // namespace servicecard::cbor
