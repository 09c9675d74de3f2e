#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/credential/jws.h"
#include "tests/support/vectors.h"

namespace servicecard {
namespace {

/// What became of the cases of one file.
struct Counts {
  int cases = 0;
  int accepted = 0;
  int refused_by_form = 0;       ///< a `JwsError`
  int refused_by_key = 0;        ///< no key of ours can be made of the group's
  int refused_by_signature = 0;  ///< one that does not verify
  int not_ours = 0;              ///< of the refused: valid, of an algorithm that we do not have
};

std::optional<VerificationKey> key_of(const json::object& group) {
  const char* const name = group.contains("public") ? "public" : "private";
  const auto key = VerificationKey::from_jwk(group.at(name).as_object());
  if (!key) return std::nullopt;
  return *key;
}

/// Form first, so that a foreign algorithm is refused whatever the key.
bool accepts(std::string_view text, const std::optional<VerificationKey>& key, Counts& counts) {
  const auto jws = parse_jws(text);
  if (!jws) {
    ++counts.refused_by_form;
    return false;
  }
  if (!key) {
    ++counts.refused_by_key;
    return false;
  }
  if (verify(*jws, *key)) return true;
  ++counts.refused_by_signature;
  return false;
}

/// P-256, ES256, and not for encryption.
bool should_give_a_key(const json::object& group) {
  const char* const name = group.contains("public") ? "public" : "private";
  const std::string_view comment = group.at("comment").as_string();
  return json::text_member(group.at(name).as_object(), "alg") == "ES256" &&
         comment != "ec_key_for_encryption";
}

TEST(JwsVectors, WycheproofJsonWebSignatureByExactOutcome) {
  SERVICECARD_NEEDS_VECTORS();
  const auto file = test::read_json_vector("wycheproof/json_web_signature_test.json");
  const json::array& groups = file.at("testGroups").as_array();
  Counts counts;
  for (const json::value& item : groups) {
    const json::object& group = item.as_object();
    const auto key = key_of(group);
    EXPECT_EQ(key.has_value(), should_give_a_key(group));
    for (const json::value& test : group.at("tests").as_array()) {
      SCOPED_TRACE(testing::Message() << "tcId " << test.at("tcId"));
      const bool valid = test.at("result") == "valid";
      const bool accepted = accepts(test.at("jws").as_string(), key, counts);
      EXPECT_EQ(accepted, valid && key.has_value());
      counts.cases += 1;
      counts.accepted += accepted ? 1 : 0;
      counts.not_ours += valid && !accepted ? 1 : 0;
    }
  }
  EXPECT_EQ(counts.cases, file.at("numberOfTests").as_int64());
  EXPECT_EQ(counts.accepted, 2);
  std::cout << "Wycheproof JWS: " << counts.cases << " cases, " << counts.accepted
            << " accepted (all that are valid ES256), refused " << counts.refused_by_form
            << " by form, " << counts.refused_by_key << " by key, " << counts.refused_by_signature
            << " by signature; " << counts.not_ours
            << " of them valid under HS, RS, PS or ES512, which this system does not have\n";
}

}  // namespace
}  // namespace servicecard
