#include "cardlib/credential/sd_jwt.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fixed_random.h"
#include "tests/support/jose.h"
#include "tests/support/test_signer.h"

namespace servicecard::sd_jwt {
namespace {

const test::TestSigner& signer() {
  static const test::TestSigner one;
  return one;
}

struct Issued {
  std::string jwt;
  std::vector<std::string> disclosures;
  [[nodiscard]] std::string text() const { return join(jwt, disclosures); }
};

/// A token that conceals a member, a member of an object, and an object with something inside.
Issued issue() {
  test::FixedRandom random(1);
  json::object payload{{"iss", "https://a.example"},
                       {"name", "张三"},
                       {"services", {{"health", {"checkup"}}, {"finance", {"loan"}}}},
                       {"address", {{"street", "1"}, {"town", "2"}}}};
  Issued issued;
  auto& disclosures = issued.disclosures;
  disclosures.push_back(conceal(payload, "name", random));
  disclosures.push_back(conceal(payload["services"].as_object(), "health", random));
  disclosures.push_back(conceal(payload["services"].as_object(), "finance", random));
  disclosures.push_back(conceal(payload["address"].as_object(), "street", random));
  disclosures.push_back(conceal(payload, "address", random));
  payload["_sd_alg"] = "sha-256";
  issued.jwt = sign_jwt("example+sd-jwt", payload, signer());
  return issued;
}

json::object processed(std::string_view text) { return process(parse(text).value()).value(); }

TEST(SdJwt, GivesBackWhatWasConcealed) {
  const Issued issued = issue();
  const auto token = parse(issued.text());
  ASSERT_TRUE(token.has_value());
  EXPECT_TRUE(verify(token->jwt, signer().public_key()));
  EXPECT_EQ(token->disclosures.size(), 5U);
  EXPECT_FALSE(token->key_binding.has_value());
  EXPECT_EQ(token->presented, issued.text());
  EXPECT_EQ(process(*token).value(),
            (json::object{{"iss", "https://a.example"},
                          {"name", "张三"},
                          {"services", {{"health", {"checkup"}}, {"finance", {"loan"}}}},
                          {"address", {{"street", "1"}, {"town", "2"}}}}));
}

TEST(SdJwt, ShowsNothingOfWhatIsNotPresented) {
  const Issued issued = issue();
  EXPECT_EQ(processed(issued.jwt + "~"),
            (json::object{{"iss", "https://a.example"}, {"services", json::object()}}));
  EXPECT_EQ(token_hash(parse(issued.jwt + "~")->jwt), token_hash(parse(issued.text())->jwt));
}

TEST(SdJwt, PresentsTheDisclosuresThatAreKept) {
  const Issued issued = issue();
  const auto token = parse(issued.text()).value();
  const std::string shown =
      present(token, [](const Disclosure& d) { return d.name == "health" || d.name == "address"; });
  EXPECT_EQ(shown, join(issued.jwt, {issued.disclosures[1], issued.disclosures[4]}));
  EXPECT_EQ(processed(shown), (json::object{{"iss", "https://a.example"},
                                            {"services", {{"health", {"checkup"}}}},
                                            {"address", {{"town", "2"}}}}));
  EXPECT_EQ(present(token, [](const Disclosure&) { return true; }), issued.text());
}

TEST(SdJwt, ReadsDisclosuresInAnyOrder) {
  Issued issued = issue();
  const json::object all = processed(issued.text());
  std::ranges::reverse(issued.disclosures);
  EXPECT_EQ(processed(issued.text()), all);
}

TEST(SdJwt, SplitsOffAKeyBinding) {
  const Issued issued = issue();
  const std::string binding = sign_jwt("kb+jwt", {{"nonce", "n"}}, signer(), KeyHint::none);
  const auto token = parse(issued.text() + binding);
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->presented, issued.text());
  EXPECT_EQ(token->key_binding.value().claims, (json::object{{"nonce", "n"}}));
}

struct Refusal {
  const char* name;
  std::string text;
  Error error;
};

class SdJwtRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(SdJwtRefusal, IsNamed) {
  const auto token = parse(GetParam().text);
  ASSERT_FALSE(token.has_value());
  EXPECT_EQ(token.error(), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    SdJwt, SdJwtRefusal,
    testing::Values(
        Refusal{"Empty", "", Error::no_separator},
        Refusal{"PlainJwt", issue().jwt, Error::no_separator},
        Refusal{"NoJwt", "~", Error::bad_jwt},
        Refusal{"AlgorithmNone", "eyJhbGciOiJub25lIn0.e30.~", Error::bad_jwt},
        Refusal{"EmptyDisclosure", issue().text() + "~", Error::bad_disclosure_encoding},
        Refusal{"LeadingEmptyDisclosure", issue().jwt + "~~", Error::bad_disclosure_encoding},
        Refusal{"NoFinalSeparator", join(issue().jwt, {}) + issue().disclosures[0],
                Error::bad_key_binding},
        Refusal{"TrailingNewline", issue().text() + "\n", Error::bad_key_binding},
        Refusal{"KeyBindingOfAlgorithmNone", issue().text() + "eyJhbGciOiJub25lIn0.e30.",
                Error::bad_key_binding},
        Refusal{"TooLarge", issue().text() + std::string(max_token_size, 'A'), Error::too_large}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace servicecard::sd_jwt
