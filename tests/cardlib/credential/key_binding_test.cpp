#include "cardlib/credential/key_binding.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/jws.h"
#include "tests/support/jose.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using std::chrono::seconds;

constexpr Time now{seconds(1'780'000'000)};
constexpr HolderChallenge challenge{
    .audience = "https://a.example/partners/7", .nonce = "Zm9yIG9uY2U", .now = now};

const test::TestSigner& holder() {
  static const test::TestSigner one;
  return one;
}

std::string presented() {
  static const std::string one = sign_jwt("dc+sd-jwt", {{"a", 1}}, test::TestSigner()) + "~";
  return one;
}

std::expected<void, KeyBindingError> check(const std::string& text,
                                           const HolderChallenge& by = challenge) {
  return verify_key_binding(sd_jwt::parse(text).value(), holder().public_key(), by);
}

json::object good_claims() {
  return {{"iat", now.time_since_epoch().count()},
          {"aud", challenge.audience},
          {"nonce", challenge.nonce},
          {"sd_hash", sd_jwt::sd_hash(presented())}};
}

std::string bound(const json::object& claims) {
  return presented() + sign_jwt("kb+jwt", claims, holder(), KeyHint::none);
}

TEST(KeyBinding, AcceptsWhatAWalletMakes) {
  const std::string text = bind_presentation(presented(), challenge, holder());
  EXPECT_TRUE(check(text).has_value());
  const auto binding = sd_jwt::parse(text)->key_binding.value();
  EXPECT_EQ(binding.header, (json::object{{"alg", "ES256"}, {"typ", "kb+jwt"}}));
  EXPECT_EQ(binding.claims, good_claims());
}

TEST(KeyBinding, IsMissedWhereItIsLeftOut) {
  EXPECT_EQ(check(presented()).error(), KeyBindingError::missing);
}

TEST(KeyBinding, CountsWithinFiveMinutesEitherWay) {
  const std::string text = bind_presentation(presented(), challenge, holder());
  const auto at = [&](seconds later) {
    HolderChallenge moved = challenge;
    moved.now = now + later;
    return check(text, moved);
  };
  EXPECT_TRUE(at(seconds(300)).has_value());
  EXPECT_TRUE(at(seconds(-300)).has_value());
  EXPECT_EQ(at(seconds(301)).error(), KeyBindingError::wrong_time);
  EXPECT_EQ(at(seconds(-301)).error(), KeyBindingError::wrong_time);
}

TEST(KeyBinding, CountsForOneAudienceAndOneNonce) {
  const std::string text = bind_presentation(presented(), challenge, holder());
  HolderChallenge other = challenge;
  other.audience = "https://a.example/partners/70";
  EXPECT_EQ(check(text, other).error(), KeyBindingError::wrong_audience);
  other = challenge;
  other.nonce = "";
  EXPECT_EQ(check(text, other).error(), KeyBindingError::wrong_nonce);
}

TEST(KeyBinding, CountsForOneSelectionOfDisclosures) {
  const std::string text = bind_presentation(presented(), challenge, holder());
  const std::string disclosure = test::raw_disclosure(R"(["s","n",1])") + "~";
  const std::size_t end = presented().size();
  const std::string more = text.substr(0, end) + disclosure + text.substr(end);
  EXPECT_EQ(check(more).error(), KeyBindingError::wrong_hash);
}

TEST(KeyBinding, IsMadeWithTheHoldersKeyAndItsOwnType) {
  const auto of_type = [](std::string_view typ) {
    return presented() + sign_jwt(typ, good_claims(), holder(), KeyHint::none);
  };
  EXPECT_TRUE(check(of_type("kb+jwt")).has_value());
  for (const char* typ : {"", "JWT", "KB+JWT", "application/kb+jwt", "dc+sd-jwt",
                          "openid4vci-proof+jwt", "statuslist+jwt"}) {
    SCOPED_TRACE(typ);
    EXPECT_EQ(check(of_type(typ)).error(), KeyBindingError::wrong_type);
  }
  const std::string no_type =
      test::raw_jws(R"({"alg":"ES256"})", json::serialize(good_claims()), holder());
  EXPECT_EQ(check(presented() + no_type).error(), KeyBindingError::wrong_type);
  EXPECT_EQ(check(bind_presentation(presented(), challenge, test::TestSigner())).error(),
            KeyBindingError::bad_signature);
}

struct ClaimRow {
  const char* name;
  std::function<void(json::object&)> change;
  KeyBindingError error;
};

TEST(KeyBinding, RefusesClaimsThatAreAbsentOrOfAnotherType) {
  const std::vector<ClaimRow> table = {
      {"no iat", [](auto& c) { c.erase("iat"); }, KeyBindingError::bad_claim},
      {"iat a text", [](auto& c) { c["iat"] = "1780000000"; }, KeyBindingError::bad_claim},
      {"iat a fraction", [](auto& c) { c["iat"] = 1.78e9; }, KeyBindingError::bad_claim},
      {"iat least", [](auto& c) { c["iat"] = std::numeric_limits<std::int64_t>::min(); },
       KeyBindingError::wrong_time},
      {"iat most", [](auto& c) { c["iat"] = std::numeric_limits<std::int64_t>::max(); },
       KeyBindingError::wrong_time},
      {"no aud", [](auto& c) { c.erase("aud"); }, KeyBindingError::bad_claim},
      {"aud an array", [](auto& c) { c["aud"] = {challenge.audience}; },
       KeyBindingError::bad_claim},
      {"no nonce", [](auto& c) { c.erase("nonce"); }, KeyBindingError::bad_claim},
      {"nonce a number", [](auto& c) { c["nonce"] = 1; }, KeyBindingError::bad_claim},
      {"no sd_hash", [](auto& c) { c.erase("sd_hash"); }, KeyBindingError::bad_claim},
      {"other sd_hash", [](auto& c) { c["sd_hash"] = sd_jwt::sd_hash(""); },
       KeyBindingError::wrong_hash},
      {"exp now", [](auto& c) { c["exp"] = c["iat"]; }, KeyBindingError::wrong_time},
      {"exp a text", [](auto& c) { c["exp"] = "never"; }, KeyBindingError::bad_claim},
      {"nbf later", [](auto& c) { c["nbf"] = c["iat"].as_int64() + 1; },
       KeyBindingError::wrong_time},
      {"nbf null", [](auto& c) { c["nbf"] = nullptr; }, KeyBindingError::bad_claim},
  };
  ASSERT_TRUE(check(bound(good_claims())).has_value());
  for (const ClaimRow& row : table) {
    SCOPED_TRACE(row.name);
    json::object claims = good_claims();
    row.change(claims);
    const auto result = check(bound(claims));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error(), row.error);
  }
}

}  // namespace
}  // namespace servicecard
