#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/cbor.h"
#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/cwt.h"
#include "cardlib/credential/status_list_token.h"
#include "tests/support/cbor_maps.h"
#include "tests/support/sample_status_list.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using Error = StatusListTokenError;
using namespace test;

using cbor::Map;
using cbor::Value;

Map cwt_list() { return {{"bits", 2}, {"lst", sample_packed_list().lst}}; }

Map cwt_claims(Map list = cwt_list()) {
  const std::int64_t iat = sample_list_time.time_since_epoch().count();
  return {{cwt::key::sub, sample_list_uri},
          {cwt::key::iat, iat},
          {cwt::key::exp, iat + 86'400},
          {cwt::key::ttl, 300},
          {cwt::key::status_list, std::move(list)}};
}

const Map cwt_type{{cose::label::typ, status_list_cwt_media_type}};

Bytes sign_cwt(const TestSigner& signer, const Map& claims, const Map& more = cwt_type) {
  return cose::ToBeSigned::make(signer.public_key(), more, cbor::encode(claims)).sign(signer);
}

TEST(StatusListCwt, ClaimsHaveTheirOutcomesOnBothLayers) {
  const std::int64_t iat = sample_list_time.time_since_epoch().count();
  const Value real{Value::Variant(1783180800.5)};
  struct Row {
    std::string name;
    Map claims;
    std::optional<Error> profile;
    std::optional<Error> general;
  };
  namespace key = cwt::key;
  const std::vector<Row> rows = {
      {"nothing spoiled", cwt_claims(), std::nullopt, std::nullopt},
      {"no sub", without(cwt_claims(), key::sub), Error::bad_claim, Error::bad_claim},
      {"sub as octets", with(cwt_claims(), key::sub, Bytes{1}), Error::bad_claim, Error::bad_claim},
      {"no iat", without(cwt_claims(), key::iat), Error::bad_claim, Error::bad_claim},
      {"iat as a float", with(cwt_claims(), key::iat, real), Error::bad_claim, std::nullopt},
      {"exp as a float", with(cwt_claims(), key::exp, real), Error::bad_claim, std::nullopt},
      {"no exp", without(cwt_claims(), key::exp), Error::bad_claim, std::nullopt},
      {"exp at iat", with(cwt_claims(), key::exp, iat), Error::bad_claim, std::nullopt},
      {"exp after a day and a second", with(cwt_claims(), key::exp, iat + 86'401), Error::bad_claim,
       std::nullopt},
      {"no ttl", without(cwt_claims(), key::ttl), Error::bad_claim, std::nullopt},
      {"ttl of 0", with(cwt_claims(), key::ttl, 0), Error::bad_claim, Error::bad_claim},
      {"ttl below 0", with(cwt_claims(), key::ttl, -1), Error::bad_claim, Error::bad_claim},
      {"ttl as a float", with(cwt_claims(), key::ttl, real), Error::bad_claim, Error::bad_claim},
      {"ttl without end", with(cwt_claims(), key::ttl, UINT64_MAX), Error::bad_claim,
       Error::bad_claim},
      {"a claim too many", with(cwt_claims(), key::iss, "x"), Error::unknown_claim, std::nullopt},
      {"a claim with a text for a name", with(cwt_claims(), "iss", "x"), Error::unknown_claim,
       std::nullopt},
      {"no list", without(cwt_claims(), key::status_list), Error::bad_claim, Error::bad_claim},
      {"a list as a text", with(cwt_claims(), key::status_list, "x"), Error::bad_claim,
       Error::bad_claim},
      {"no bits", cwt_claims(without(cwt_list(), "bits")), Error::bad_claim, Error::bad_claim},
      {"bits below 0", cwt_claims(with(cwt_list(), "bits", -2)), Error::bad_claim,
       Error::bad_claim},
      {"8 bits", cwt_claims(with(cwt_list(), "bits", 8)), Error::bad_claim, std::nullopt},
      {"5 bits", cwt_claims(with(cwt_list(), "bits", 5)), Error::bad_claim, Error::bad_list},
      {"no lst", cwt_claims(without(cwt_list(), "lst")), Error::bad_claim, Error::bad_claim},
      {"lst as a text", cwt_claims(with(cwt_list(), "lst", "eNrbuRgAAhcBXQ")), Error::bad_claim,
       Error::bad_claim},
      {"no ZLIB in lst", cwt_claims(with(cwt_list(), "lst", Bytes(4))), Error::bad_list,
       Error::bad_list},
      {"an aggregation", cwt_claims(with(cwt_list(), "aggregation_uri", "https://x")),
       Error::unknown_claim, std::nullopt},
      {"an aggregation as a number", cwt_claims(with(cwt_list(), "aggregation_uri", 1)),
       Error::unknown_claim, Error::bad_claim},
  };
  const TestSigner signer;
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Bytes token = sign_cwt(signer, row.claims);
    EXPECT_EQ(error_of(read_list_cwt(token, signer.public_key())), row.profile);
    EXPECT_EQ(error_of(read_status_list_cwt(token, signer.public_key())), row.general);
  }
}

TEST(StatusListCwt, HeadersHaveTheirOutcomesOnBothLayers) {
  const TestSigner signer;
  const ShortKid& short_kid = signer.public_key().short_kid();
  const Bytes payload = cbor::encode(cwt_claims());
  const Value alg(cose::es256);
  const Value kid{BytesView(short_kid)};
  const Value typ(status_list_cwt_media_type);
  namespace label = cose::label;
  const Map exact{{label::alg, alg}, {label::kid, kid}, {label::typ, typ}};
  struct Row {
    std::string name;
    Map guarded;
    Map open;
    std::optional<Error> profile;
    std::optional<Error> general;
  };
  const std::vector<Row> rows = {
      {"exact", exact, {}, std::nullopt, std::nullopt},
      {"kid outside",
       without(exact, label::kid),
       {{label::kid, kid}},
       Error::bad_header,
       std::nullopt},
      {"no kid", without(exact, label::kid), {}, Error::bad_header, std::nullopt},
      {"a kid of 9 octets", with(exact, label::kid, Bytes(9)), {}, Error::bad_header, std::nullopt},
      {"a fourth member", with(exact, 3, 0), {}, Error::bad_header, std::nullopt},
      {"something outside", exact, {{"x", 1}}, Error::bad_header, std::nullopt},
      {"crit", with(exact, label::crit, cbor::Array{16}), {}, Error::bad_header, Error::bad_header},
      {"typ outside",
       without(exact, label::typ),
       {{label::typ, typ}},
       Error::wrong_type,
       Error::wrong_type},
      {"no typ", without(exact, label::typ), {}, Error::wrong_type, Error::wrong_type},
      {"typ of the JWT",
       with(exact, label::typ, "statuslist+jwt"),
       {},
       Error::wrong_type,
       Error::wrong_type},
      {"another typ",
       with(exact, label::typ, "application/cwt"),
       {},
       Error::wrong_type,
       Error::wrong_type},
      {"typ as a number", with(exact, label::typ, 61), {}, Error::wrong_type, Error::wrong_type},
      {"another algorithm",
       with(exact, label::alg, -35),
       {},
       Error::unsupported,
       Error::unsupported},
      {"no algorithm",
       without(exact, label::alg),
       {{"x", 1}},
       Error::bad_header,
       Error::unsupported},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Bytes header = cbor::encode(row.guarded);
    const Signature signature = signer.sign(cose::sig_structure(header, {}, payload));
    const Bytes token = cbor::encode(Value::tagged(
        cose::sign1_tag, cbor::Array{header, row.open, payload, BytesView(signature)}));
    EXPECT_EQ(error_of(read_list_cwt(token, signer.public_key())), row.profile);
    EXPECT_EQ(error_of(read_status_list_cwt(token, signer.public_key())), row.general);
  }
}

TEST(StatusListCwt, TagsHaveTheirOutcomesOnBothLayers) {
  const TestSigner signer;
  const VerificationKey& key = signer.public_key();
  const Value item = cbor::decode(sample_list_cwt(signer), cbor::Strictness::deterministic).value();
  const Bytes untagged = cbor::encode(*item.as_tagged()->content);
  const Bytes tagged_twice = cbor::encode(Value::tagged(cwt::cwt_tag, item));
  const Bytes mac = cbor::encode(Value::tagged(17, *item.as_tagged()->content));
  EXPECT_EQ(error_of(read_list_cwt(untagged, key)), Error::bad_header);
  EXPECT_EQ(error_of(read_list_cwt(tagged_twice, key)), Error::malformed);
  EXPECT_EQ(error_of(read_list_cwt(mac, key)), Error::malformed);
  EXPECT_EQ(error_of(read_status_list_cwt(untagged, key)), std::nullopt);
  EXPECT_EQ(error_of(read_status_list_cwt(tagged_twice, key)), std::nullopt);
  EXPECT_EQ(error_of(read_status_list_cwt(mac, key)), Error::malformed);
  EXPECT_EQ(error_of(read_status_list_cwt(Bytes(max_status_list_token_size + 1), key)),
            Error::too_large);
  EXPECT_EQ(error_of(read_list_cwt(Bytes(max_status_list_token_size + 1), key)), Error::too_large);
}

TEST(StatusListCwt, IsDeterministicInTheProfileAlone) {
  const TestSigner signer;
  Bytes payload = cbor::encode(cwt_claims());
  ASSERT_EQ(payload[0], 0xa5);
  payload[0] = 0xb8;  // the map's length in an octet of its own
  payload.insert(payload.begin() + 1, 0x05);
  const Bytes token = cose::ToBeSigned::make(signer.public_key(), cwt_type, payload).sign(signer);
  EXPECT_EQ(error_of(read_list_cwt(token, signer.public_key())), Error::bad_claim);
  EXPECT_EQ(error_of(read_status_list_cwt(token, signer.public_key())), std::nullopt);
}

}  // namespace
}  // namespace servicecard
