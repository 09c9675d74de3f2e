#include "cardlib/credential/cwt.h"

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/hex.h"
#include "tests/support/test_signer.h"
#include "tests/support/vectors.h"

namespace servicecard::cwt {
namespace {

using cbor::Strictness;
using test::from_hex;

Time at(std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

std::expected<Claims, ClaimsError> read(const cbor::Map& claims) {
  return read_claims(cbor::encode(claims), Strictness::well_formed);
}

TEST(CwtClaims, AreReadFromTheExampleOfRfc8392) {
  SERVICECARD_NEEDS_VECTORS();
  const auto vector = test::read_json_vector("cose/CWT/A_3.json");
  const Bytes token = from_hex(vector.at("output").at("cbor").as_string());
  const auto sign1 = parse(token, Strictness::well_formed);
  ASSERT_TRUE(sign1);
  const auto claims = read_claims(sign1->payload(), Strictness::well_formed);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->issuer, "coap://as.example.com");
  EXPECT_EQ(claims->subject, "erikw");
  EXPECT_EQ(claims->audience, std::vector<std::string>{"coap://light.example.com"});
  EXPECT_EQ(claims->expires, at(1444064944));
  EXPECT_EQ(claims->not_before, at(1443944944));
  EXPECT_EQ(claims->issued_at, at(1443944944));
  EXPECT_EQ(claims->id, (Bytes{0x0b, 0x71}));
  EXPECT_EQ(claims->status, std::nullopt);
  EXPECT_EQ(claims->all.size(), 7U);
}

TEST(CwtClaims, RoundAPartOfASecondUp) {
  SERVICECARD_NEEDS_VECTORS();
  const auto vector = test::read_json_vector("cose/CWT/A_7.json");  // iat 1443944944.5
  const Bytes payload = from_hex(vector.at("input").at("plaintext_hex").as_string());
  const auto claims = read_claims(payload, Strictness::well_formed);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->issued_at, at(1443944945));
}

TEST(CwtClaims, AcceptWhatTheStandardAllows) {
  const std::vector<std::pair<std::string, cbor::Map>> rows = {
      {"none at all", {}},
      {"several audiences", {{key::aud, cbor::Array{"a", "b"}}}},
      {"a moment before 1970", {{key::iat, -1}}},
      {"a float that is whole", {{key::exp, cbor::Value(cbor::Value::Variant(1.0))}}},
      {"a private claim", {{-65537, cbor::Map{}}, {"text", 1}}},
      {"another way to tell a status", {{key::status, cbor::Map{{"other", 1}}}}},
      {"a list and another way",
       {{key::status,
         cbor::Map{{"status_list", cbor::Map{{"idx", 0}, {"uri", "u"}, {"more", 1}}}}}}},
  };
  for (const auto& [name, claims] : rows) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(read(claims));
  }
}

TEST(CwtClaims, RefuseOtherTypesAndRanges) {
  const auto real = [](double number) { return cbor::Value(cbor::Value::Variant(number)); };
  const auto list = [](cbor::Value value) {
    return cbor::Map{{key::status, cbor::Map{{"status_list", std::move(value)}}}};
  };
  const std::vector<std::pair<std::string, cbor::Map>> rows = {
      {"iss as octets", {{key::iss, Bytes{1}}}},
      {"sub as a number", {{key::sub, 1}}},
      {"aud as a map", {{key::aud, cbor::Map{}}}},
      {"aud with a number", {{key::aud, cbor::Array{"a", 1}}}},
      {"exp as a text", {{key::exp, "2026"}}},
      {"exp with tag 1", {{key::exp, cbor::Value::tagged(1, 0)}}},
      {"exp after the year 9999", {{key::exp, std::int64_t{253402300800}}}},
      {"exp of 2^64 - 1", {{key::exp, std::numeric_limits<std::uint64_t>::max()}}},
      {"exp of -2^64",
       {{key::exp, cbor::Value(cbor::Value::Variant(
                       cbor::Negative{std::numeric_limits<std::uint64_t>::max()}))}}},
      {"nbf before the year 1", {{key::nbf, std::int64_t{-62135596801}}}},
      {"nbf that is no number", {{key::nbf, real(std::numeric_limits<double>::quiet_NaN())}}},
      {"iat without end", {{key::iat, real(std::numeric_limits<double>::infinity())}}},
      {"iat of 1e300", {{key::iat, real(1e300)}}},
      {"cti as a text", {{key::cti, "id"}}},
      {"status as a text", {{key::status, "status"}}},
      {"a list as a text", list("list")},
      {"a list without idx", list(cbor::Map{{"uri", "u"}})},
      {"a list without uri", list(cbor::Map{{"idx", 1}})},
      {"a negative idx", list(cbor::Map{{"idx", -1}, {"uri", "u"}})},
      {"a uri as octets", list(cbor::Map{{"idx", 1}, {"uri", Bytes{1}}})},
  };
  for (const auto& [name, claims] : rows) {
    SCOPED_TRACE(name);
    const auto refused = read(claims);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), ClaimsError::bad_claim);
  }
}

TEST(CwtClaims, RefuseWhatIsNoMap) {
  for (const std::string octets :
       {"", "80", "01", "ff", "a10101ff", "a2010101", "a201610101616102"}) {
    SCOPED_TRACE(octets);
    const auto refused = read_claims(from_hex(octets), Strictness::well_formed);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), ClaimsError::not_a_map);
  }
}

TEST(Cwt, AcceptsTag61InFrontOfTag18Alone) {
  const test::TestSigner signer;
  const Bytes token =
      cose::ToBeSigned::make(signer.public_key(), {}, cbor::encode(cbor::Map{})).sign(signer);
  const cbor::Value item = cbor::decode(token, Strictness::well_formed).value();
  const auto with = [](std::uint64_t tag, const cbor::Value& inner) {
    return parse(cbor::encode(cbor::Value::tagged(tag, inner)), Strictness::well_formed);
  };
  EXPECT_TRUE(parse(token, Strictness::well_formed));
  EXPECT_TRUE(parse(cbor::encode(*item.as_tagged()->content), Strictness::well_formed));
  EXPECT_TRUE(with(61, item)->verify(signer.public_key()));
  EXPECT_EQ(with(61, *item.as_tagged()->content).error(), cose::Error::wrong_tag);
  EXPECT_EQ(with(62, item).error(), cose::Error::wrong_tag);
  EXPECT_EQ(with(61, cbor::Value::tagged(61, item)).error(), cose::Error::wrong_tag);
}

}  // namespace
}  // namespace servicecard::cwt
