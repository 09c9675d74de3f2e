#include "server/access/totp.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace servicecard::access {
namespace {

// The secret of the RFCs.
const std::string secret_text = "12345678901234567890";
const BytesView secret = as_bytes(secret_text);

Time at(std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

TEST(Totp, MakesTheCodesOfRfc4226AppendixD) {
  constexpr const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                                   "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t counter = 0; counter < std::size(codes); ++counter) {
    EXPECT_EQ(totp::hotp(secret, counter), codes[counter]) << counter;
  }
}

TEST(Totp, MakesTheCodesOfRfc6238AppendixB) {
  const struct {
    std::int64_t time;
    const char* code;
  } cases[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
               {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [time, code] : cases) {
    const auto step = static_cast<std::uint64_t>(totp::step_of(at(time)));
    EXPECT_EQ(totp::hotp(secret, step, 8), code) << time;
  }
}

TEST(Totp, AcceptsTheCodesOfThePresentStepAndItsNeighbours) {
  const Time now = at(1'800'000'000);
  const std::int64_t present = totp::step_of(now);
  for (std::int64_t away = -3; away <= 3; ++away) {
    SCOPED_TRACE(away);
    const std::string code = totp::hotp(secret, static_cast<std::uint64_t>(present + away));
    const auto step = totp::matching_step(secret, code, now, 0);
    if (away >= -1 && away <= 1) {
      EXPECT_EQ(step, present + away);
    } else {
      EXPECT_EQ(step, std::nullopt);
    }
  }
}

TEST(Totp, AcceptsNoCodeUpToTheLastStep) {
  const Time now = at(1'800'000'000);
  const std::int64_t present = totp::step_of(now);
  const std::string code = totp::hotp(secret, static_cast<std::uint64_t>(present));
  EXPECT_EQ(totp::matching_step(secret, code, now, present - 1), present);
  EXPECT_EQ(totp::matching_step(secret, code, now, present), std::nullopt);
  EXPECT_EQ(totp::matching_step(secret, code, now, present + 1), std::nullopt);
}

TEST(Totp, AcceptsNothingElse) {
  const Time now = at(1'800'000'000);
  const std::string code = totp::hotp(secret, static_cast<std::uint64_t>(totp::step_of(now)));
  for (const std::string& other : {std::string(), code + "0", code.substr(1), " " + code}) {
    EXPECT_EQ(totp::matching_step(secret, other, now, 0), std::nullopt) << other;
  }
  EXPECT_EQ(totp::matching_step(as_bytes(std::string_view("another secret")), code, now, 0),
            std::nullopt);
}

TEST(Totp, IsToldToAuthenticatorsInTheirOwnWay) {
  EXPECT_EQ(totp::uri(secret, "card.example.cn", "王芳"),
            "otpauth://totp/card.example.cn:%E7%8E%8B%E8%8A%B3?"
            "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=card.example.cn");
}

}  // namespace
}  // namespace servicecard::access
