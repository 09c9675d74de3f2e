#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/cwt.h"
#include "cardlib/credential/status_list_token.h"
#include "tests/support/hex.h"
#include "tests/support/vectors.h"

// The signed examples of draft-ietf-oauth-status-list, made with one published key.
namespace servicecard {
namespace {

VerificationKey published_key() {
  return VerificationKey::from_coordinates(
             base64url::decode("I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo").value(),
             base64url::decode("6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M").value())
      .value();
}

// The files are wrapped for reading.
std::string unwrapped(const std::string& name) {
  std::string text = test::read_vector("status-list/" + name);
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
  return text;
}

Time at(std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

void expect_example(const StatusListClaims& claims) {
  EXPECT_EQ(claims.uri, "https://example.com/statuslists/1");
  EXPECT_EQ(claims.issued_at, at(1686920170));
  EXPECT_EQ(claims.expires, at(2291720170));
  EXPECT_EQ(claims.ttl, std::chrono::seconds(43200));
  EXPECT_EQ(claims.list.bits(), 1U);
  std::vector<int> values;
  for (std::uint64_t i = 0; i < claims.list.entries(); ++i) values.push_back(*claims.list.at(i));
  EXPECT_EQ(values, (std::vector{1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1}));
}

TEST(StatusListVectors, SignedJwtIsVerified) {
  SERVICECARD_NEEDS_VECTORS();
  const auto claims = read_status_list_jwt(unwrapped("status_list_jwt_raw.md"), published_key());
  ASSERT_TRUE(claims);
  expect_example(*claims);
}

TEST(StatusListVectors, SignedCwtIsVerified) {
  SERVICECARD_NEEDS_VECTORS();
  const auto claims =
      read_status_list_cwt(test::from_hex(unwrapped("status_list_cwt.md")), published_key());
  ASSERT_TRUE(claims);
  expect_example(*claims);
}

TEST(StatusListVectors, CredentialWithAStatusIsVerified) {
  SERVICECARD_NEEDS_VECTORS();
  const Bytes token = test::from_hex(unwrapped("referenced_token_cwt.md"));
  const auto sign1 = cwt::parse(token, cbor::Strictness::well_formed);
  ASSERT_TRUE(sign1);
  EXPECT_TRUE(sign1->verify(published_key()));
  const auto claims = cwt::read_claims(sign1->payload(), cbor::Strictness::well_formed);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->subject, "12345");
  EXPECT_EQ(claims->issuer, "https://example.com");
  EXPECT_EQ(claims->status,
            (StatusReference{.uri = "https://example.com/statuslists/1", .index = 0}));
}

// They are good for 70 days, have 1 bit an entry and kids of another form.
TEST(StatusListVectors, SignedExamplesDoNotFitTheProfile) {
  SERVICECARD_NEEDS_VECTORS();
  const std::string_view uri = "https://example.com/statuslists/1";
  const auto jwt = StatusListToken::parse_jwt(unwrapped("status_list_jwt_raw.md"));
  ASSERT_TRUE(jwt);
  EXPECT_EQ(jwt->verify(published_key(), uri).error(), StatusListTokenError::unknown_claim);
  const auto cwt = StatusListToken::parse_cwt(test::from_hex(unwrapped("status_list_cwt.md")));
  EXPECT_EQ(cwt.error(), StatusListTokenError::bad_header);
}

}  // namespace
}  // namespace servicecard
