#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/sd_jwt.h"
#include "tests/support/vectors.h"

/// The complete example of OpenID4VP 1.0: a presentation of one of three claims, with key binding.
namespace servicecard {
namespace {

/// A file of the example, without the line breaks that it is printed with.
std::string read(std::string_view name) {
  std::string text = test::read_vector("sd-jwt/" + std::string(name));
  std::erase(text, '\n');
  return text;
}

VerificationKey issuer_key() {
  return VerificationKey::from_jwk({{"kty", "EC"},
                                    {"crv", "P-256"},
                                    {"x", "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ"},
                                    {"y", "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"}})
      .value();
}

VerificationKey holder_key(const sd_jwt::Parsed& token) {
  return VerificationKey::from_jwk(token.jwt.claims.at("cnf").at("jwk").as_object()).value();
}

TEST(SdJwtVectors, VerifiesTheCompletePresentation) {
  SERVICECARD_NEEDS_VECTORS();
  const auto token = sd_jwt::parse(read("sd_jwt_presentation.txt"));
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->jwt.typ, "dc+sd-jwt");
  EXPECT_TRUE(verify(token->jwt, issuer_key()));
  EXPECT_FALSE(verify(token->jwt, holder_key(*token)));

  const auto payload = sd_jwt::process(*token);
  ASSERT_TRUE(payload.has_value());
  EXPECT_EQ(payload->at("ld").at("credentialSubject"), json::value({{"givenName", "John"}}));
  EXPECT_EQ(payload->at("vct"), "https://credentials.example.com/example_credential");

  const HolderChallenge challenge{.audience = "https://verifier.example.org",
                                  .nonce = "1234567890",
                                  .now = Time(std::chrono::seconds(1'744'743'394))};
  EXPECT_TRUE(verify_key_binding(*token, holder_key(*token), challenge).has_value());
  EXPECT_EQ(sd_jwt::sd_hash(token->presented), "BojpuMvN94GsIX3Vh5yeRPBp1M-DwCJ8kxpCjU07lnU");
}

TEST(SdJwtVectors, DisclosesWhatTheIssuerSaid) {
  SERVICECARD_NEEDS_VECTORS();
  const auto token = sd_jwt::parse(read("sd_jwt_issuance.txt"));
  ASSERT_TRUE(token.has_value());
  const auto payload = sd_jwt::process(*token);
  ASSERT_TRUE(payload.has_value());
  const auto claims = test::read_json_vector("sd-jwt/user_claims.json");
  EXPECT_EQ(payload->at("ld"), claims.at("ld"));
  EXPECT_EQ(json::value(token->jwt.claims), test::read_json_vector("sd-jwt/sd_jwt_payload.json"));

  const std::string shown = sd_jwt::present(
      *token, [](const sd_jwt::Disclosure& disclosure) { return disclosure.name == "givenName"; });
  const std::string presentation = read("sd_jwt_presentation.txt");
  EXPECT_EQ(shown, presentation.substr(0, presentation.rfind('~') + 1));
}

}  // namespace
}  // namespace servicecard
