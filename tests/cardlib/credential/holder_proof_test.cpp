#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/credential/jws.h"
#include "cardlib/credential/key_binding.h"
#include "tests/support/jose.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using std::chrono::seconds;

constexpr std::string_view type = "openid4vci-proof+jwt";
constexpr Time now{seconds(1'780'000'000)};
constexpr HolderChallenge challenge{
    .audience = "https://card.example", .nonce = "Zm9yIG9uY2U", .now = now};

const test::TestSigner& holder() {
  static const test::TestSigner one;
  return one;
}

json::object good_claims() {
  return {{"iat", now.time_since_epoch().count()},
          {"aud", challenge.audience},
          {"nonce", challenge.nonce}};
}

std::string with_claims(const json::object& claims) {
  return sign_jwt(type, claims, holder(), KeyHint::jwk);
}

std::string with_header(const json::object& more) {
  json::object header{{"alg", "ES256"}, {"typ", type}};
  for (const auto& member : more) header[member.key()] = member.value();
  return test::raw_jws(json::serialize(header), json::serialize(good_claims()), holder());
}

HolderProofError error_of(std::string_view proof, const HolderChallenge& by = challenge) {
  const auto key = verify_holder_proof(proof, by);
  EXPECT_FALSE(key.has_value());
  return key ? HolderProofError{-1} : key.error();
}

TEST(HolderProof, GivesTheKeyThatItProves) {
  const std::string proof = make_holder_proof(challenge, holder());
  const auto key = verify_holder_proof(proof, challenge);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(*key, holder().public_key());
}

TEST(HolderProof, RefusesAKeyThatDidNotSign) {
  const json::object other = test::TestSigner().public_key().to_jwk();
  EXPECT_EQ(error_of(with_header({{"jwk", other}})), HolderProofError::bad_signature);
}

TEST(HolderProof, RefusesKeysInAnyOtherForm) {
  const json::object jwk = holder().public_key().to_jwk();
  EXPECT_EQ(error_of(with_header({})), HolderProofError::bad_key);
  EXPECT_EQ(error_of(with_header({{"jwk", "key"}})), HolderProofError::bad_key);
  EXPECT_EQ(error_of(with_header({{"jwk", json::object()}})), HolderProofError::bad_key);
  EXPECT_EQ(error_of(with_header({{"jwk", holder().private_jwk()}})), HolderProofError::bad_key);
  EXPECT_EQ(error_of(with_header({{"jwk", jwk}, {"kid", "1"}})), HolderProofError::bad_key);
  EXPECT_EQ(error_of(with_header({{"jwk", jwk}, {"x5c", json::array()}})),
            HolderProofError::bad_jwt);
  EXPECT_EQ(error_of(with_header({{"jku", "https://a.example"}})), HolderProofError::bad_jwt);
}

TEST(HolderProof, RefusesAnotherTypeOrAlgorithm) {
  const json::object jwk = holder().public_key().to_jwk();
  EXPECT_EQ(error_of(with_header({{"jwk", jwk}, {"typ", "kb+jwt"}})), HolderProofError::wrong_type);
  EXPECT_EQ(error_of(with_header({{"jwk", jwk}, {"typ", "JWT"}})), HolderProofError::wrong_type);
  EXPECT_EQ(error_of(with_header({{"jwk", jwk}, {"alg", "none"}})), HolderProofError::bad_jwt);
  EXPECT_EQ(error_of("no jwt"), HolderProofError::bad_jwt);
}

TEST(HolderProof, AnswersOneChallengeForFiveMinutes) {
  const std::string proof = make_holder_proof(challenge, holder());
  HolderChallenge other = challenge;
  other.audience = "https://card.example/";
  EXPECT_EQ(error_of(proof, other), HolderProofError::wrong_audience);
  other = challenge;
  other.nonce = "another";
  EXPECT_EQ(error_of(proof, other), HolderProofError::wrong_nonce);
  other = challenge;
  other.now = now + seconds(301);
  EXPECT_EQ(error_of(proof, other), HolderProofError::wrong_time);
  other.now = now + seconds(300);
  EXPECT_TRUE(verify_holder_proof(proof, other).has_value());
}

TEST(HolderProof, RefusesClaimsThatAreAbsent) {
  for (const char* name : {"iat", "aud", "nonce"}) {
    SCOPED_TRACE(name);
    json::object claims = good_claims();
    claims.erase(name);
    EXPECT_EQ(error_of(with_claims(claims)), HolderProofError::bad_claim);
  }
  EXPECT_TRUE(verify_holder_proof(with_claims(good_claims()), challenge).has_value());
}

}  // namespace
}  // namespace servicecard
