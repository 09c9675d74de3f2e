#include "cardlib/crypto/digest.h"

#include <iomanip>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

std::string hex(const Sha256& digest) {
  std::ostringstream out;
  for (const int octet : digest) out << std::hex << std::setw(2) << std::setfill('0') << octet;
  return out.str();
}

// FIPS 180-4's example, "abc".
constexpr auto abc_digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256, MatchesThePublishedExample) { EXPECT_EQ(hex(sha256("abc")), abc_digest); }

TEST(Sha256, OfPartsIsThatOfTheirConcatenation) {
  EXPECT_EQ(hex(sha256({as_bytes("a"), as_bytes(""), as_bytes("bc")})), abc_digest);
}

// RFC 4231, test case 2.
TEST(HmacSha256, MatchesRfc4231) {
  EXPECT_EQ(hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(ConstantTimeEqual, TellsEqualFromUnequalAndFromShorter) {
  EXPECT_TRUE(constant_time_equal(as_bytes("same"), as_bytes("same")));
  EXPECT_FALSE(constant_time_equal(as_bytes("same"), as_bytes("sane")));
  EXPECT_FALSE(constant_time_equal(as_bytes("same"), as_bytes("sam")));
}

}  // namespace
}  // namespace servicecard
