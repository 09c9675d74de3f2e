#include "cardlib/credential/cose_sign1.h"

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "tests/support/hex.h"
#include "tests/support/test_signer.h"

namespace servicecard::cose {
namespace {

using cbor::Strictness;
using test::from_hex;
using test::TestSigner;

const Bytes payload = from_hex("546869732069732074686520636f6e74656e742e");

/// A COSE_Sign1 of parts that need not fit together, with tag 18.
Bytes token_of(cbor::Map guarded, cbor::Map open, cbor::Value content, Bytes signature) {
  return cbor::encode(
      cbor::Value::tagged(sign1_tag, cbor::Array{cbor::encode(std::move(guarded)), std::move(open),
                                                 std::move(content), std::move(signature)}));
}

Bytes signed_token(const TestSigner& signer, const cbor::Map& guarded, const cbor::Map& open,
                   BytesView external_aad = {}) {
  const Bytes header = guarded.empty() ? Bytes{} : cbor::encode(guarded);
  const Signature signature = signer.sign(sig_structure(header, external_aad, payload));
  return token_of(guarded, open, payload, Bytes(signature.begin(), signature.end()));
}

std::expected<void, Error> check(BytesView token, const VerificationKey& key,
                                 Strictness strictness = Strictness::well_formed) {
  const auto parsed = Sign1::parse(token, strictness);
  if (!parsed) return std::unexpected(parsed.error());
  return parsed->verify(key);
}

TEST(CoseSign1, VerifiesWhatItSigns) {
  const TestSigner signer;
  const auto unsigned_token = ToBeSigned::make(signer.public_key(), {}, payload);
  const Bytes token = unsigned_token.sign(signer);
  const auto parsed = Sign1::parse(token, Strictness::deterministic);
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->tagged());
  EXPECT_TRUE(parsed->unprotected_header().empty());
  EXPECT_TRUE(parsed->verify(signer.public_key()));
  EXPECT_EQ(parsed->token_hash(), unsigned_token.token_hash());
  EXPECT_EQ(token.size(), signed_size({}, payload));
  const auto kid = parsed->kid();
  ASSERT_TRUE(kid);
  EXPECT_TRUE(std::ranges::equal(*kid, signer.public_key().short_kid()));
}

TEST(CoseSign1, RefusesAnotherKey) {
  const TestSigner signer;
  const Bytes token = ToBeSigned::make(signer.public_key(), {}, payload).sign(signer);
  EXPECT_EQ(check(token, TestSigner().public_key()).error(), Error::bad_signature);
}

TEST(CoseSign1, CoversExternalData) {
  const TestSigner signer;
  const Bytes aad = {1, 2, 3};
  const Bytes token = signed_token(signer, {{label::alg, es256}}, {}, aad);
  const auto parsed = Sign1::parse(token, Strictness::well_formed);
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->verify(signer.public_key(), aad));
  EXPECT_EQ(parsed->verify(signer.public_key()).error(), Error::bad_signature);
  EXPECT_EQ(parsed->verify(signer.public_key(), Bytes{1, 2}).error(), Error::bad_signature);
}

TEST(CoseSign1, ReadsKidAndAlgorithmFromEitherHeader) {
  const TestSigner signer;
  const Bytes kid = {0x31, 0x32};
  const Bytes token = signed_token(signer, {}, {{label::alg, es256}, {label::kid, kid}});
  const auto parsed = Sign1::parse(token, Strictness::well_formed);
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(std::ranges::equal(*parsed->kid(), kid));
  EXPECT_TRUE(parsed->verify(signer.public_key()));
}

TEST(CoseSign1, TakesTheAlgorithmFromTheKey) {
  const TestSigner signer;
  const VerificationKey& key = signer.public_key();
  const std::vector<std::pair<std::string, cbor::Value>> algorithms = {
      {"ES384", -35},
      {"ES512", -36},
      {"ES256K", -47},
      {"EdDSA", -8},
      {"ESP256", -9},
      {"HS256", 5},
      {"PS256", -37},
      {"none", 0},
      {"text", "ES256"},
      {"plus 7", 7},
      {"null", cbor::Value(cbor::Value::Variant(nullptr))},
      {"bytes", Bytes{0x26}}};
  for (const auto& [name, algorithm] : algorithms) {
    SCOPED_TRACE(name);
    EXPECT_EQ(check(signed_token(signer, {{label::alg, algorithm}}, {}), key).error(),
              Error::unsupported);
    EXPECT_EQ(check(signed_token(signer, {}, {{label::alg, algorithm}}), key).error(),
              Error::unsupported);
  }
  EXPECT_EQ(check(signed_token(signer, {}, {}), key).error(), Error::unsupported);
}

TEST(CoseSign1, RefusesCriticalHeaders) {
  const TestSigner signer;
  const cbor::Value crit(cbor::Array{label::kid});
  const Bytes guarded = signed_token(signer, {{label::alg, es256}, {label::crit, crit}}, {});
  EXPECT_EQ(check(guarded, signer.public_key()).error(), Error::critical_header);
  const Bytes open = signed_token(signer, {{label::alg, es256}}, {{label::crit, crit}});
  EXPECT_EQ(check(open, signer.public_key()).error(), Error::critical_header);
}

TEST(CoseSign1, RefusesALabelInBothHeaders) {
  const TestSigner signer;
  const Bytes twice = signed_token(signer, {{label::alg, es256}}, {{label::alg, es256}});
  EXPECT_EQ(check(twice, signer.public_key()).error(), Error::duplicate_header);
  const Bytes unknown = signed_token(signer, {{label::alg, es256}, {"x", 1}}, {{"x", 2}});
  EXPECT_EQ(check(unknown, signer.public_key()).error(), Error::duplicate_header);
}

TEST(CoseSign1, RefusesOtherShapes) {
  const cbor::Map alg{{label::alg, es256}};
  const Bytes header = cbor::encode(alg);
  const Bytes sig(64, 1);
  const cbor::Map none;
  const auto tagged = [](cbor::Value item) {
    return cbor::encode(cbor::Value::tagged(sign1_tag, std::move(item)));
  };
  const std::vector<std::tuple<std::string, Bytes, Error>> rows = {
      {"nothing", {}, Error::malformed},
      {"an integer", {0x01}, Error::malformed},
      {"a map", {0xa0}, Error::malformed},
      {"three parts", tagged(cbor::Array{header, none, payload}), Error::malformed},
      {"five parts", tagged(cbor::Array{header, none, payload, sig, sig}), Error::malformed},
      {"a header that is no string", tagged(cbor::Array{alg, none, payload, sig}),
       Error::malformed},
      {"a header that is no CBOR", tagged(cbor::Array{Bytes{0xff}, none, payload, sig}),
       Error::malformed},
      {"a header that is no map", tagged(cbor::Array{Bytes{0x80}, none, payload, sig}),
       Error::malformed},
      {"a header and a tail", tagged(cbor::Array{Bytes{0xa0, 0x00}, none, payload, sig}),
       Error::malformed},
      {"a label that is an array",
       token_of({{label::alg, es256}, {cbor::Array{}, 1}}, {}, payload, sig), Error::malformed},
      {"an unprotected header that is no map", tagged(cbor::Array{header, Bytes{}, payload, sig}),
       Error::malformed},
      {"kid as a text", token_of(alg, {{label::kid, "11"}}, payload, sig), Error::malformed},
      {"a detached payload", token_of(alg, {}, cbor::Value(cbor::Value::Variant(nullptr)), sig),
       Error::unsupported},
      {"a payload that is a text", token_of(alg, {}, "text", sig), Error::malformed},
      {"a signature that is a text", tagged(cbor::Array{header, none, payload, "text"}),
       Error::malformed},
      {"COSE_Sign", cbor::encode(cbor::Value::tagged(98, cbor::Array{})), Error::wrong_tag},
      {"tag 18 twice", tagged(cbor::Value::tagged(18, cbor::Array{header, none, payload, sig})),
       Error::malformed},
  };
  for (const auto& [name, token, error] : rows) {
    SCOPED_TRACE(name);
    const auto parsed = Sign1::parse(token, Strictness::well_formed);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error(), error);
  }
}

TEST(CoseSign1, RefusesSignaturesOfOtherLengths) {
  const TestSigner signer;
  const Bytes good = ToBeSigned::make(signer.public_key(), {}, payload).sign(signer);
  const auto parsed = Sign1::parse(good, Strictness::well_formed);
  Bytes signature(parsed->signature().begin(), parsed->signature().end());
  signature.push_back(0);
  const Bytes longer = token_of(parsed->protected_header(), {}, payload, signature);
  EXPECT_EQ(check(longer, signer.public_key()).error(), Error::bad_signature);
}

TEST(CoseSign1, ReadsWellFormedOrDeterministicAsAsked) {
  const TestSigner signer;
  const Bytes header = from_hex("a1180126");  // {1: -7} with a long head for 1
  const Signature signature = signer.sign(sig_structure(header, {}, payload));
  const Bytes token = cbor::encode(cbor::Value::tagged(
      sign1_tag, cbor::Array{header, cbor::Map{}, payload, BytesView(signature)}));
  EXPECT_TRUE(check(token, signer.public_key(), Strictness::well_formed));
  EXPECT_EQ(check(token, signer.public_key(), Strictness::deterministic).error(), Error::malformed);
}

TEST(CoseToBeSigned, IsReadBackFromItsRecord) {
  const TestSigner signer;
  const auto first = ToBeSigned::make(signer.public_key(), {{label::typ, "x"}}, payload);
  const auto again = ToBeSigned::from_record(first.octets());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->octets(), first.octets());
  EXPECT_EQ(again->token_hash(), first.token_hash());
  EXPECT_TRUE(check(again->sign(signer), signer.public_key()));
}

TEST(CoseToBeSigned, RefusesRecordsItCannotHaveMade) {
  const TestSigner signer;
  const ShortKid& kid = signer.public_key().short_kid();
  const Bytes header = cbor::encode(cbor::Map{{label::alg, es256}, {label::kid, BytesView(kid)}});
  const Bytes good = sig_structure(header, {}, payload);
  ASSERT_TRUE(ToBeSigned::from_record(good));
  Bytes cut(good.begin(), good.end() - 1);
  const std::vector<std::pair<std::string, Bytes>> rows = {
      {"cut", cut},
      {"external data", sig_structure(header, Bytes{1}, payload)},
      {"no header", sig_structure({}, {}, payload)},
      {"no kid", sig_structure(cbor::encode(cbor::Map{{label::alg, es256}}), {}, payload)},
      {"no algorithm",
       sig_structure(cbor::encode(cbor::Map{{label::kid, BytesView(kid)}}), {}, payload)},
      {"another algorithm",
       sig_structure(cbor::encode(cbor::Map{{label::alg, -35}, {label::kid, BytesView(kid)}}), {},
                     payload)},
      {"a long kid",
       sig_structure(cbor::encode(cbor::Map{{label::alg, es256}, {label::kid, Bytes(9)}}), {},
                     payload)},
      {"another context", cbor::encode(cbor::Array{"Signature", header, Bytes{}, payload})},
      {"no text in front", cbor::encode(cbor::Array{1, header, Bytes{}, payload})},
      {"three parts", cbor::encode(cbor::Array{"Signature1", header, Bytes{}})},
  };
  for (const auto& [name, record] : rows) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(ToBeSigned::from_record(record));
  }
}

TEST(CoseToBeSigned, RefusesASignerThatItsHeaderDoesNotName) {
  const TestSigner named;
  const TestSigner other;
  const auto token = ToBeSigned::make(named.public_key(), {}, payload);
  EXPECT_THROW(static_cast<void>(token.sign(other)), std::logic_error);
}

}  // namespace
}  // namespace servicecard::cose
