#include "cardlib/codec/base32.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/support/changes.h"
#include "tests/support/fixed_random.h"

namespace servicecard::base32 {
namespace {

// The lengths of RFC 4648 §10, without padding.
TEST(Base32, WritesAndReadsEveryRemainder) {
  struct Row {
    std::string_view octets;
    std::string_view text;
  };
  const Row rows[] = {
      {"", ""},
      {"f", "MY"},
      {"fo", "MZXQ"},
      {"foo", "MZXW6"},
      {"foob", "MZXW6YQ"},
      {"fooba", "MZXW6YTB"},
      {"foobar", "MZXW6YTBOI"},
      {"\xff\xff\xff\xff\xff", "77777777"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(encode(as_bytes(row.octets)), row.text);
    const auto octets = decode(row.text);
    ASSERT_TRUE(octets);
    EXPECT_EQ(as_text(*octets), row.octets);
  }
}

TEST(Base32, RefusesEveryOtherText) {
  struct Row {
    const char* name;
    std::string_view text;
    Error error;
  };
  const Row rows[] = {
      {"padding", "MY======", Error::bad_character},
      {"lower case", "mzxw6ytb", Error::bad_character},
      {"zero, one, eight and nine", "0189", Error::bad_character},
      {"white space", "MZXW6YT ", Error::bad_character},
      {"an octet above 127", "MZXW6YT\xc3", Error::bad_character},
      {"a NUL", std::string_view("MY\0\0", 4), Error::bad_character},
      {"one character alone", "M", Error::bad_length},
      {"three characters", "MZX", Error::bad_length},
      {"six characters", "MZXW6Y", Error::bad_length},
      {"unused bits after one octet", "MZ", Error::non_canonical},
      {"unused bits after two octets", "MZXR", Error::non_canonical},
      {"unused bits after three octets", "MZXW7", Error::non_canonical},
      {"unused bits after four octets", "MZXW6YR", Error::non_canonical},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto octets = decode(row.text);
    ASSERT_FALSE(octets);
    EXPECT_EQ(octets.error(), row.error);
  }
}

TEST(Base32, ReadsBackWhatItWroteAtEveryLength) {
  test::FixedRandom random(1);
  for (std::size_t size = 0; size < 100; ++size) {
    Bytes octets(size);
    random.fill(octets);
    EXPECT_EQ(decode(encode(octets)), octets) << size;
  }
}

/// Either refused, or another value that is written as the changed text again.
void expect_noticed(std::string_view changed, BytesView original) {
  const auto octets = decode(changed);
  if (!octets) return;
  EXPECT_EQ(encode(*octets), changed);
  EXPECT_NE(as_text(*octets), as_text(original)) << changed;
}

TEST(Base32, NoticesEveryChangedCharacterAndEveryCut) {
  test::FixedRandom random(2);
  for (std::size_t size = 1; size <= 11; ++size) {
    Bytes octets(size);
    random.fill(octets);
    const std::string text = encode(octets);
    const auto check = [&](std::string_view changed) { expect_noticed(changed, octets); };
    test::for_every_changed_character(text, check);
    test::for_every_cut(text, check);
  }
}

}  // namespace
}  // namespace servicecard::base32
