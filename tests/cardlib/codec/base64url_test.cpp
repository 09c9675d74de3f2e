#include "cardlib/codec/base64url.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/support/changes.h"
#include "tests/support/fixed_random.h"

namespace servicecard::base64url {
namespace {

// The lengths of RFC 4648 §10, without padding.
TEST(Base64url, WritesAndReadsEveryRemainder) {
  struct Row {
    std::string_view octets;
    std::string_view text;
  };
  const Row rows[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xbf", "-_-_"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(encode(as_bytes(row.octets)), row.text);
    const auto octets = decode(row.text);
    ASSERT_TRUE(octets);
    EXPECT_EQ(as_text(*octets), row.octets);
  }
}

TEST(Base64url, RefusesEveryOtherText) {
  struct Row {
    const char* name;
    std::string_view text;
    Error error;
  };
  const Row rows[] = {
      {"padding", "Zg==", Error::bad_character},
      {"the other alphabet", "+/+/", Error::bad_character},
      {"white space", "Zm9v ", Error::bad_character},
      {"a line break inside", "Zm\n9", Error::bad_character},
      {"an octet above 127", "Zm9\xc3", Error::bad_character},
      {"a NUL", std::string_view("Zm9\0", 4), Error::bad_character},
      {"one character alone", "Z", Error::bad_length},
      {"one character too many", "Zm9vY", Error::bad_length},
      {"unused bits after one octet", "Zh", Error::non_canonical},
      {"unused bits after two octets", "Zm9", Error::non_canonical},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto octets = decode(row.text);
    ASSERT_FALSE(octets);
    EXPECT_EQ(octets.error(), row.error);
  }
}

TEST(Base64url, ReadsBackWhatItWroteAtEveryLength) {
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

TEST(Base64url, NoticesEveryChangedCharacterAndEveryCut) {
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
}  // namespace servicecard::base64url
