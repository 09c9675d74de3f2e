#include "cardlib/credential/sc1_text.h"

#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/changes.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

namespace servicecard::sc1 {
namespace {

Bytes sample_token(const test::TestSigner& signer) {
  return UnsignedPrintedToken::make(test::sample_claims(), signer.public_key())
      .value()
      .sign(signer);
}

TEST(Sc1Text, GivesItsTokenBack) {
  for (std::size_t size = 0; size <= max_printed_token_size; ++size) {
    const Bytes token(size, 0xA7);
    EXPECT_EQ(decode(encode(token)), token) << size;
  }
  EXPECT_EQ(encode(Bytes(max_printed_token_size)).size(), max_length);
}

TEST(Sc1Text, IsReadInAnyCase) {
  const Bytes token = sample_token(test::TestSigner());
  std::string small = encode(token);
  std::string mixed = small;
  for (std::size_t i = 0; i < small.size(); ++i) {
    small[i] = static_cast<char>(std::tolower(small[i]));
    if (i % 3 == 0) mixed[i] = small[i];
  }
  EXPECT_EQ(decode(small), token);
  EXPECT_EQ(decode(mixed), token);
}

TEST(Sc1Text, RefusesOtherTexts) {
  const std::vector<std::tuple<std::string, std::string, Error>> rows = {
      {"nothing", "", Error::bad_prefix},
      {"half a prefix", "SC", Error::bad_prefix},
      {"another prefix", "SC2AA", Error::bad_prefix},
      {"the prefix of EU certificates", "HC1:AA", Error::bad_prefix},
      {"a space in front", " SC1AA", Error::bad_prefix},
      {"a long s in the prefix",
       "\u017F"
       "C1AA",
       Error::bad_prefix},
      {"a space behind", "SC1AA ", Error::bad_character},
      {"a line's end", "SC1AA\n", Error::bad_character},
      {"padding", "SC1AA======", Error::bad_character},
      {"the digit 0", "SC1A0", Error::bad_character},
      {"the digit 1", "SC1A1", Error::bad_character},
      {"the digit 8", "SC1A8", Error::bad_character},
      {"a zero octet", std::string("SC1A\0", 5), Error::bad_character},
      {"a full-width letter", "SC1\uFF21\uFF21", Error::bad_character},
      {"a dotless i", "SC1AA\u0131", Error::bad_character},
      {"a Kelvin sign", "SC1AA\u212A", Error::bad_character},
      {"one character", "SC1A", Error::non_canonical},
      {"a dirty tail", "SC1AB", Error::non_canonical},
      {"too long", "SC1" + std::string(max_length - 2, 'A'), Error::too_long},
  };
  for (const auto& [name, text, error] : rows) {
    SCOPED_TRACE(name);
    const auto refused = decode(text);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), error);
  }
}

/// Whether a text leads to claims of that key.
bool is_accepted(std::string_view text, const VerificationKey& key) {
  const auto token = decode(text);
  if (!token) return false;
  const auto parsed = PrintedToken::parse(*token);
  return parsed && parsed->verify(key);
}

TEST(Sc1Text, IsRefusedWithAnyCharacterChanged) {
  const test::TestSigner signer;
  const std::string text = encode(sample_token(signer));
  ASSERT_TRUE(is_accepted(text, signer.public_key()));
  constexpr std::string_view replacements = "AQZ270=. \n\xff";
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char replacement : replacements) {
      std::string changed = text;
      changed[i] = replacement;
      if (changed == text) continue;
      EXPECT_FALSE(is_accepted(changed, signer.public_key())) << i << " -> " << replacement;
    }
  }
}

TEST(Sc1Text, IsRefusedAtEveryCut) {
  const test::TestSigner signer;
  const std::string text = encode(sample_token(signer));
  test::for_every_cut(std::string_view(text), [&](std::string_view cut) {
    EXPECT_FALSE(is_accepted(cut, signer.public_key())) << cut.size();
  });
}

}  // namespace
}  // namespace servicecard::sc1
