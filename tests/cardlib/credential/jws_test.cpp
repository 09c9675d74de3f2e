#include "cardlib/credential/jws.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "tests/support/jose.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using test::raw_jws;
using test::TestSigner;

const TestSigner& signer() {
  static const TestSigner one;
  return one;
}

struct Refusal {
  const char* name;
  std::string text;
  JwsError error;
};

void expect_refused(const std::vector<Refusal>& table) {
  for (const auto& [name, text, error] : table) {
    SCOPED_TRACE(name);
    const auto parsed = parse_jwt(text);
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(parsed.error(), error);
  }
}

std::string with_header(std::string_view header) { return raw_jws(header, "{}", signer()); }

TEST(Jws, ReadsAndVerifiesWhatItSigned) {
  const std::string text = sign_jwt("test+jwt", {{"b", 1}, {"a", "ä"}}, signer());
  const auto jwt = parse_jwt(text);
  ASSERT_TRUE(jwt.has_value());
  EXPECT_EQ(jwt->kid, signer().public_key().kid());
  EXPECT_EQ(jwt->typ, "test+jwt");
  EXPECT_EQ(jwt->header.size(), 3U);
  EXPECT_EQ(jwt->payload, R"({"b":1,"a":"ä"})");
  EXPECT_EQ(jwt->claims.at("b"), 1);
  EXPECT_EQ(jwt->signature.size(), 64U);
  EXPECT_TRUE(verify(*jwt, signer().public_key()));
  EXPECT_FALSE(verify(*jwt, TestSigner().public_key()));
}

TEST(Jws, HashesTheSigningInputAndNotTheSignature) {
  const std::string input = signing_input("test", "{}", signer().public_key());
  const auto first = parse_jws(finish_jws(input, signer()));
  const auto second = parse_jws(finish_jws(input, signer()));
  EXPECT_NE(first->signature, second->signature);
  EXPECT_EQ(token_hash(*first), sha256(input));
  EXPECT_EQ(token_hash(*second), sha256(input));
}

TEST(Jws, NamesTheKeyAsTheHintSays) {
  const VerificationKey& key = signer().public_key();
  const auto bare = parse_jws(sign_jws("t", "{}", signer(), KeyHint::none));
  EXPECT_EQ(bare->header, (json::object{{"alg", "ES256"}, {"typ", "t"}}));
  const auto proof = parse_jws(sign_jws("t", "{}", signer(), KeyHint::jwk), max_token_size,
                               EmbeddedJwk::proof_of_possession);
  EXPECT_EQ(proof->header.at("jwk"), key.to_jwk());
  EXPECT_EQ(proof->kid, std::nullopt);
}

TEST(Jws, ReadsAPayloadThatIsNoJson) {
  const auto jws = parse_jws(raw_jws(R"({"alg":"ES256"})", "foo", signer()));
  ASSERT_TRUE(jws.has_value());
  EXPECT_EQ(jws->payload, "foo");
  EXPECT_EQ(jws->kid, std::nullopt);
  EXPECT_EQ(jws->typ, std::nullopt);
  EXPECT_TRUE(verify(*jws, signer().public_key()));
}

TEST(Jws, RefusesEveryAlgorithmButTheKeys) {
  for (const char* alg :
       {R"("none")", R"("None")", R"("NONE")", R"("")", R"("es256")", R"("ES256 ")", R"("ES256K")",
        R"("ES384")", R"("ES512")", R"("RS256")", R"("PS256")", R"("HS256")", R"("EdDSA")",
        R"("Ed25519")", R"("SM2")", R"(["ES256"])", "null", "-7", "{}"}) {
    SCOPED_TRACE(alg);
    const auto parsed = parse_jwt(with_header(std::string(R"({"alg":)") + alg + "}"));
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(parsed.error(), JwsError::wrong_algorithm);
  }
  EXPECT_EQ(parse_jwt(with_header(R"({"typ":"JWT"})")).error(), JwsError::wrong_algorithm);
  EXPECT_EQ(parse_jwt("eyJhbGciOiJub25lIn0.e30.").error(), JwsError::wrong_algorithm);
}

TEST(Jws, RefusesHeadersThatBringTrustOrChangeTheRules) {
  expect_refused({
      {"jwk", with_header(R"({"alg":"ES256","jwk":{}})"), JwsError::embedded_key},
      {"jku", with_header(R"({"alg":"ES256","jku":"https://a.example"})"), JwsError::embedded_key},
      {"x5u", with_header(R"({"alg":"ES256","x5u":"https://a.example"})"), JwsError::embedded_key},
      {"x5c", with_header(R"({"alg":"ES256","x5c":[]})"), JwsError::embedded_key},
      {"x5t", with_header(R"({"alg":"ES256","x5t":""})"), JwsError::embedded_key},
      {"x5t256", with_header(R"({"alg":"ES256","x5t#S256":""})"), JwsError::embedded_key},
      {"crit", with_header(R"({"alg":"ES256","crit":["exp"]})"), JwsError::critical_header},
      {"empty crit", with_header(R"({"alg":"ES256","crit":[]})"), JwsError::critical_header},
      {"b64", with_header(R"({"alg":"ES256","b64":false})"), JwsError::unencoded_payload},
      {"b64 text", with_header(R"({"alg":"ES256","b64":"true"})"), JwsError::unencoded_payload},
      {"kid", with_header(R"({"alg":"ES256","kid":1})"), JwsError::bad_header},
      {"typ", with_header(R"({"alg":"ES256","typ":null})"), JwsError::bad_header},
  });
  EXPECT_TRUE(parse_jwt(with_header(R"({"alg":"ES256","b64":true})")).has_value());
}

TEST(Jws, LetsAProofCarryItsKeyAndNothingElse) {
  const auto parse = [](std::string_view header) {
    return parse_jws(with_header(header), max_token_size, EmbeddedJwk::proof_of_possession);
  };
  EXPECT_TRUE(parse(R"({"alg":"ES256","jwk":{}})").has_value());
  EXPECT_EQ(parse(R"({"alg":"ES256","jwk":{},"x5c":[]})").error(), JwsError::embedded_key);
  EXPECT_EQ(parse(R"({"alg":"ES256","jku":""})").error(), JwsError::embedded_key);
}

TEST(Jws, RefusesHeadersAndPayloadsOutsideTheJsonProfile) {
  const std::string es256 = R"({"alg":"ES256"})";
  expect_refused({
      {"no object", with_header("[]"), JwsError::bad_header},
      {"repeated member", with_header(R"({"alg":"ES256","alg":"ES256"})"), JwsError::bad_header},
      {"repeated by escape", with_header(R"({"alg":"ES256","\u0061lg":"none"})"),
       JwsError::bad_header},
      {"trailing data", with_header(es256 + "x"), JwsError::bad_header},
      {"not UTF-8", with_header("{\"alg\":\"ES256\",\"a\":\"\xff\"}"), JwsError::bad_header},
      {"empty header", with_header(""), JwsError::bad_header},
      {"payload no object", raw_jws(es256, "[]", signer()), JwsError::bad_payload},
      {"payload empty", raw_jws(es256, "", signer()), JwsError::bad_payload},
      {"repeated claim", raw_jws(es256, R"({"a":1,"a":1})", signer()), JwsError::bad_payload},
      {"trailing claim", raw_jws(es256, "{}{}", signer()), JwsError::bad_payload},
      {"deep payload", raw_jws(es256, R"({"a":)" + std::string(100'000, '['), signer()),
       JwsError::too_large},
      {"deep enough", raw_jws(es256, R"({"a":)" + std::string(10'000, '['), signer()),
       JwsError::bad_payload},
  });
}

TEST(Jws, RefusesAnythingButThreePartsOfCanonicalBase64url) {
  const std::string good = with_header(R"({"alg":"ES256"})");
  const std::size_t second_dot = good.rfind('.');
  expect_refused({
      {"empty", "", JwsError::not_compact},
      {"one part", "e30", JwsError::not_compact},
      {"two parts", good.substr(0, second_dot), JwsError::not_compact},
      {"four parts", good + ".", JwsError::not_compact},
      {"trailing space", good + " ", JwsError::bad_encoding},
      {"leading newline", "\n" + good, JwsError::bad_encoding},
      {"padding", good + "=", JwsError::bad_encoding},
      {"base64", good.substr(0, good.size() - 1) + "+", JwsError::bad_encoding},
      {"tail bits", "eyJhbGciOiJFUzI1NiJ9.e31." + good.substr(second_dot + 1),
       JwsError::bad_encoding},
      {"JSON serialisation", R"({"payload":"","protected":"","signature":""})",
       JwsError::not_compact},
  });
}

TEST(Jws, NeverVerifiesASignatureOfAnotherLength) {
  const std::string good = with_header(R"({"alg":"ES256"})");
  auto jws = parse_jws(good).value();
  ASSERT_TRUE(verify(jws, signer().public_key()));
  jws.signature.push_back(0);
  EXPECT_FALSE(verify(jws, signer().public_key()));
  jws.signature.resize(63);
  EXPECT_FALSE(verify(jws, signer().public_key()));
  jws.signature.clear();
  EXPECT_FALSE(verify(jws, signer().public_key()));
  jws.signature.assign(64, 0);
  EXPECT_FALSE(verify(jws, signer().public_key()));
}

TEST(Jws, HoldsToTheCallersLimit) {
  const std::string text = sign_jwt("t", {{"long", std::string(max_token_size, 'a')}}, signer());
  EXPECT_EQ(parse_jws(text).error(), JwsError::too_large);
  EXPECT_EQ(parse_jws(text, text.size() - 1).error(), JwsError::too_large);
  EXPECT_TRUE(parse_jws(text, text.size()).has_value());
}

}  // namespace
}  // namespace servicecard
