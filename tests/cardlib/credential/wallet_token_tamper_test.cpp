#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/credential/wallet_token.h"
#include "tests/support/fixed_random.h"
#include "tests/support/jose.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

/// Whatever is changed in a token, it is refused; and what is no wallet token is not taken for one.
namespace servicecard {
namespace {

const test::TestSigner& issuer() {
  static const test::TestSigner one;
  return one;
}

const test::TestSigner& holder() {
  static const test::TestSigner one;
  return one;
}

constexpr std::string_view audience = "https://card.yichuan.example/partners/7";

HolderChallenge challenge() {
  return {.audience = audience, .nonce = "bm9uY2U", .now = test::sample_now()};
}

std::string issue(const std::optional<VerificationKey>& bound_to) {
  test::FixedRandom random(1);
  const auto& key = issuer().public_key();
  return UnsignedWalletToken::make(test::sample_claims(), key, bound_to, random).sign(issuer());
}

/// What a verifier asks of a presentation before it looks at time and status.
bool accepts(std::string_view text) {
  const auto token = WalletToken::parse(text);
  if (!token || token->kid() != issuer().public_key().kid()) return false;
  const auto claims = token->verify(issuer().public_key());
  if (!claims) return false;
  return !claims->holder_key || token->verify_key_binding(challenge()).has_value();
}

class WalletTokenTamper : public testing::Test {
 protected:
  /// Both halves of the bound presentation. The first alone is changed as a bearer's token, where
  /// no `sd_hash` would notice.
  [[nodiscard]] std::string presented() const { return bound_.substr(0, bound_.rfind('~') + 1); }
  [[nodiscard]] std::string key_binding() const { return bound_.substr(bound_.rfind('~') + 1); }

  const std::string bearer_ = issue(std::nullopt);
  const std::string bound_ = bind_presentation(issue(holder().public_key()), challenge(), holder());
};

TEST_F(WalletTokenTamper, IsAcceptedUnchanged) {
  EXPECT_TRUE(accepts(bearer_));
  EXPECT_TRUE(accepts(bound_));
}

TEST_F(WalletTokenTamper, IsRefusedWithAnyBitFlipped) {
  for (const std::string& changed : test::with_one_bit_flipped(bearer_)) {
    ASSERT_FALSE(accepts(changed)) << changed;
  }
  for (const std::string& changed : test::with_one_bit_flipped(key_binding())) {
    ASSERT_FALSE(accepts(presented() + changed)) << changed;
  }
}

TEST_F(WalletTokenTamper, IsRefusedWithAnyCharacterChanged) {
  for (const std::string& changed : test::with_one_character_changed(bearer_)) {
    ASSERT_FALSE(accepts(changed)) << changed;
  }
  for (const std::string& changed : test::with_one_character_changed(key_binding())) {
    ASSERT_FALSE(accepts(presented() + changed)) << changed;
  }
}

TEST_F(WalletTokenTamper, IsRefusedWithAnyCharacterAddedOrLeftOut) {
  for (std::size_t place = 0; place <= bearer_.size(); ++place) {
    for (const char* added : {"A", "~", ".", "="}) {
      std::string longer = bearer_;
      ASSERT_FALSE(accepts(longer.insert(place, added))) << longer;
    }
    std::string shorter = bearer_;
    ASSERT_FALSE(place < bearer_.size() && accepts(shorter.erase(place, 1))) << shorter;
  }
}

// A bearer's token that is cut behind a disclosure is a presentation of fewer claims (RFC 9901
// §7.2); a bound one is missing its key binding then.
TEST_F(WalletTokenTamper, IsRefusedCutAnywhereButBehindADisclosure) {
  for (std::size_t size = 0; size < bearer_.size(); ++size) {
    const std::string_view cut = std::string_view(bearer_).substr(0, size);
    ASSERT_EQ(accepts(cut), cut.ends_with('~')) << cut;
  }
  for (std::size_t size = 0; size < bound_.size(); ++size) {
    ASSERT_FALSE(accepts(std::string_view(bound_).substr(0, size))) << size;
  }
}

TEST_F(WalletTokenTamper, IsRefusedWithADisclosureOfAnotherToken) {
  test::FixedRandom random(2);
  CardClaims claims = test::sample_claims();
  claims.services[Sector::finance] = {"loan"};
  const auto other =
      UnsignedWalletToken::make(claims, issuer().public_key(), {}, random).sign(issuer());
  const auto parts = WalletToken::parse(other).value().parts();
  for (const sd_jwt::Disclosure& disclosure : parts.disclosures) {
    EXPECT_FALSE(accepts(bearer_ + disclosure.encoded + "~"));
  }
}

TEST_F(WalletTokenTamper, IsNotReplacedByAnotherKindOfToken) {
  const auto token = WalletToken::parse(bearer_).value();
  const std::string payload = token.parts().jwt.payload;
  for (const char* type :
       {"", "JWT", "jwt", "vc+sd-jwt", "DC+SD-JWT", "application/dc+sd-jwt", "kb+jwt",
        "openid4vci-proof+jwt", "statuslist+jwt", "trust-list+jwt", "card-pack+jwt"}) {
    SCOPED_TRACE(type);
    const auto other = WalletToken::parse(sign_jws(type, payload, issuer()) + "~");
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error(), WalletTokenError::wrong_type);
  }
  const std::string kid = R"({"alg":"ES256","kid":"k"})";
  EXPECT_EQ(WalletToken::parse(test::raw_jws(kid, payload, issuer()) + "~").error(),
            WalletTokenError::wrong_type);
  const std::string typ = R"({"alg":"ES256","typ":"dc+sd-jwt"})";
  EXPECT_EQ(WalletToken::parse(test::raw_jws(typ, payload, issuer()) + "~").error(),
            WalletTokenError::no_kid);
}

TEST_F(WalletTokenTamper, IsRefusedWithTheKeyInItsHeader) {
  const std::string payload = WalletToken::parse(bearer_)->parts().jwt.payload;
  const test::TestSigner thief;
  const json::object jwk = thief.public_key().to_jwk();
  for (const auto& [name, value] : {std::pair<const char*, json::value>{"jwk", jwk},
                                    {"jku", "https://a.example/keys"},
                                    {"x5u", "https://a.example/chain"},
                                    {"x5c", {"MIIB"}},
                                    {"x5t", "AA"}}) {
    SCOPED_TRACE(name);
    const json::object header{
        {"alg", "ES256"}, {"typ", wallet_token_type}, {"kid", jwk.at("kid")}, {name, value}};
    const std::string token = test::raw_jws(json::serialize(header), payload, thief) + "~";
    const auto parsed = WalletToken::parse(token);
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(parsed.error(), WalletTokenError::bad_sd_jwt);
  }
}

TEST_F(WalletTokenTamper, IsRefusedUnderEveryAlgorithmButTheKeys) {
  const std::string payload = WalletToken::parse(bearer_)->parts().jwt.payload;
  for (const char* alg : {"none", "HS256", "RS256", "PS256", "ES256K", "ES384", "ES512", "EdDSA"}) {
    SCOPED_TRACE(alg);
    const json::object header{
        {"alg", alg}, {"typ", wallet_token_type}, {"kid", issuer().public_key().kid()}};
    const auto parsed =
        WalletToken::parse(test::raw_jws(json::serialize(header), payload, issuer()) + "~");
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(parsed.error(), WalletTokenError::bad_sd_jwt);
  }
}

}  // namespace
}  // namespace servicecard
