#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/crypto/verification_key.h"
#include "tests/support/hex.h"
#include "tests/support/vectors.h"

namespace servicecard {
namespace {

TEST(VerificationKeyConformance, WycheproofEcdsa) {
  SERVICECARD_NEEDS_VECTORS();
  int valid = 0;
  int invalid = 0;
  const auto file = test::read_json_vector("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json");
  for (const auto& group : file.at("testGroups").as_array()) {
    const std::string_view point = group.at("publicKey").at("uncompressed").as_string();
    const Bytes octets = test::from_hex(point.substr(2));
    const auto key =
        VerificationKey::from_coordinates(BytesView(octets).first(32), BytesView(octets).last(32));
    ASSERT_TRUE(key) << point;
    for (const auto& row : group.at("tests").as_array()) {
      SCOPED_TRACE(boost::json::serialize(row.at("tcId")));
      const bool expected = row.at("result") == "valid";
      ++(expected ? valid : invalid);
      const Bytes message = test::from_hex(std::string_view(row.at("msg").as_string()));
      const Bytes signature = test::from_hex(std::string_view(row.at("sig").as_string()));
      EXPECT_EQ(key->verify(message, signature), expected);
    }
  }
  EXPECT_EQ(valid, 173);
  EXPECT_EQ(invalid, 89);
  std::cout << "conformance wycheproof/ecdsa_secp256r1_sha256_p1363: " << valid + invalid
            << " cases, " << valid << " valid, " << invalid << " invalid\n";
}

/// What a key set of json_web_key_test.json gives: its first refusal, or nothing where every key is
/// read.
std::optional<KeyError> first_refusal(const json::object& group) {
  const auto* const set = group.if_contains("public");
  const json::value& keys = (set != nullptr ? *set : group.at("private")).at("keys");
  for (const auto& jwk : keys.as_array()) {
    const auto key = VerificationKey::from_jwk(jwk.as_object());
    if (!key) return key.error();
  }
  return std::nullopt;
}

// Its groups test libraries of every algorithm by whether a JWS verifies. Of use here is what each
// key is: all of them are refused, each for its own reason.
TEST(VerificationKeyConformance, WycheproofJsonWebKey) {
  SERVICECARD_NEEDS_VECTORS();
  const std::map<std::string_view, KeyError> elliptic = {
      {"wrong_algorithm", KeyError::wrong_use}, {"invalid_algorithm", KeyError::wrong_use},
      {"invalid_use", KeyError::wrong_use},     {"invalid_point", KeyError::not_on_curve},
      {"wrong_curve", KeyError::unsupported},   {"wrong_kty", KeyError::unsupported},
  };
  int cases = 0;
  int foreign = 0;
  const auto file = test::read_json_vector("wycheproof/json_web_key_test.json");
  for (const auto& group : file.at("testGroups").as_array()) {
    const std::string_view name = group.at("comment").as_string();
    SCOPED_TRACE(name);
    const auto size = static_cast<int>(group.at("tests").as_array().size());
    cases += size;
    const auto refusal = first_refusal(group.as_object());
    const auto expected = elliptic.find(name);
    if (expected == elliptic.end()) foreign += size;
    EXPECT_EQ(refusal, expected == elliptic.end() ? KeyError::unsupported : expected->second);
  }
  EXPECT_EQ(cases, 26);
  EXPECT_EQ(cases - foreign, 6);
  std::cout << "conformance wycheproof/json_web_key: " << cases << " cases, " << cases - foreign
            << " elliptic and refused by name, " << foreign << " of other key types, unsupported\n";
}

}  // namespace
}  // namespace servicecard
