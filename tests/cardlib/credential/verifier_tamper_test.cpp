#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

/// One verifier for thousands of spoilt copies of a token.
class VerifierTamperTest : public VerifierTest {
 protected:
  /// True where the text is refused and nothing of it is shown.
  [[nodiscard]] bool refused(std::string_view text) const {
    const Verification outcome = verifier_.verify(text, question());
    return outcome.refusal.has_value() && outcome.card == nullptr;
  }

  const test::FakeTrust held_{trust_.list_of(list_)};
  const Verifier verifier_{held_, status_};
};

std::string with_flipped_bit(std::string_view text, std::size_t bit) {
  std::string flipped(text);
  flipped[bit / 8] =
      static_cast<char>(static_cast<unsigned char>(flipped[bit / 8]) ^ (1U << (bit % 8)));
  return flipped;
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

TEST_F(VerifierTamperTest, RefusesAWalletTokenWithAnyBitOfItsTextFlipped) {
  const std::string text = wallet();
  ASSERT_FALSE(refused(text));
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    ASSERT_TRUE(refused(with_flipped_bit(text, bit))) << bit;
  }
}

/// The parts of a wallet token between its dots and tildes.
std::vector<std::pair<std::size_t, std::size_t>> parts_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = text.find_first_of(".~", from);
    parts.emplace_back(from, to - from);
    from = to + 1;
  }
  return parts;
}

TEST_F(VerifierTamperTest, RefusesAWalletTokenWithAnyBitOfItsPartsFlipped) {
  const std::string text = wallet();
  for (const auto& [at, size] : parts_of(text)) {
    const Bytes octets = base64url::decode(text.substr(at, size)).value();
    for (std::size_t bit = 0; bit < octets.size() * 8; ++bit) {
      const std::string flipped = with_flipped_bit(as_text(octets), bit);
      std::string spoilt = text;
      spoilt.replace(at, size, base64url::encode(as_bytes(flipped)));
      ASSERT_TRUE(refused(spoilt)) << "part at " << at << ", bit " << bit;
    }
  }
}

TEST_F(VerifierTamperTest, RefusesAPrintedTokenWithAnyBitFlipped) {
  const std::string text = printed();
  ASSERT_FALSE(refused(text));
  const Bytes octets = sc1::decode(text).value();
  for (std::size_t bit = 0; bit < octets.size() * 8; ++bit) {
    const std::string flipped = with_flipped_bit(as_text(octets), bit);
    ASSERT_TRUE(refused(sc1::encode(as_bytes(flipped)))) << bit;
  }
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    const bool changes_case = bit % 8 == 5 && is_letter(text[bit / 8]);
    const bool is_refused = refused(with_flipped_bit(text, bit));
    ASSERT_EQ(is_refused, !changes_case) << bit;
  }
}

TEST_F(VerifierTamperTest, RefusesEveryCutButThoseBetweenDisclosures) {
  const std::string card = wallet();
  for (std::size_t size = 0; size < card.size(); ++size) {
    const bool whole_disclosures = size > 0 && card[size - 1] == '~';
    ASSERT_EQ(refused(std::string_view(card).substr(0, size)), !whole_disclosures) << size;
  }
  const std::string print = printed();
  for (std::size_t size = 0; size < print.size(); ++size) {
    ASSERT_TRUE(refused(std::string_view(print).substr(0, size))) << size;
  }
}

TEST_F(VerifierTamperTest, RefusesAnythingBehindAToken) {
  for (const std::string& text : {wallet(), printed()}) {
    for (int octet = 0; octet < 256; ++octet) {
      ASSERT_TRUE(refused(text + static_cast<char>(octet))) << octet;
    }
    ASSERT_TRUE(refused(text + text));
  }
}

TEST_F(VerifierTamperTest, RefusesZeroAndOutOfRangeSignatures) {
  const std::string card = wallet();
  const std::size_t at = card.rfind('.', card.find('~')) + 1;
  const std::size_t size = card.find('~') - at;
  for (const std::uint8_t octet : Bytes{0x00, 0xff}) {
    for (const std::size_t length : {0U, 63U, 64U, 65U, 128U}) {
      std::string spoilt = card;
      spoilt.replace(at, size, base64url::encode(Bytes(length, octet)));
      EXPECT_TRUE(refused(spoilt)) << length;
    }
    Bytes octets = sc1::decode(printed()).value();
    std::fill(octets.end() - 64, octets.end(), octet);
    EXPECT_TRUE(refused(sc1::encode(octets)));
  }
}

}  // namespace
}  // namespace servicecard
