#include "cardlib/credential/printed_token.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/cwt.h"
#include "tests/support/cbor_maps.h"
#include "tests/support/changes.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using cbor::Map;
using cbor::Value;
using Error = PrintedTokenError;
using test::sample_claims;
using test::TestSigner;
using test::with;
using test::without;

Bytes sign_claims(const TestSigner& signer, const CardClaims& claims) {
  return UnsignedPrintedToken::make(claims, signer.public_key()).value().sign(signer);
}

/// A payload of the profile, to be spoiled.
Map good_card() {
  return {{1, "YC26-00017-2"}, {2, "张三"}, {3, "伊川示例壹号耐材（虚构）"}, {4, 1}, {5, 5}};
}

Map good_status() {
  const Map list{{"idx", 70'017}, {"uri", "https://card.county.example/status-lists/1"}};
  return {{"status_list", list}};
}

Map good_claims(Map card = good_card(), Map status = good_status()) {
  return {{cwt::key::exp, 1'809'100'800},
          {cwt::key::nbf, 1'783'180'800},
          {cwt::key::iat, 1'783'180'800},
          {cwt::key::status, std::move(status)},
          {-65537, std::move(card)}};
}

Bytes sign_payload(const TestSigner& signer, BytesView payload) {
  return cose::ToBeSigned::make(signer.public_key(), {}, payload).sign(signer);
}

std::expected<PrintedClaims, Error> read(BytesView token, const VerificationKey& key) {
  const auto parsed = PrintedToken::parse(token);
  if (!parsed) return std::unexpected(parsed.error());
  return parsed->verify(key);
}

TEST(PrintedToken, SaysWhatItWasMadeOf) {
  const TestSigner signer;
  const CardClaims claims = sample_claims();
  const Bytes token = sign_claims(signer, claims);
  const auto parsed = PrintedToken::parse(token);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->kid(), signer.public_key().short_kid());
  const auto read_back = parsed->verify(signer.public_key());
  ASSERT_TRUE(read_back);
  EXPECT_EQ(*read_back, (PrintedClaims{.card_number = claims.card_number,
                                       .holder_name = claims.holder_name,
                                       .enterprise_name = claims.enterprise_name,
                                       .category = Category::principal,
                                       .sectors = {Sector::health, Sector::education},
                                       .issued_at = claims.issued_at,
                                       .not_before = claims.not_before,
                                       .expires = claims.expires,
                                       .status = claims.status}));
}

TEST(PrintedToken, SaysNothingToAKeyThatDidNotSignIt) {
  const Bytes token = sign_claims(TestSigner(), sample_claims());
  EXPECT_EQ(read(token, TestSigner().public_key()).error(), Error::bad_signature);
}

TEST(PrintedToken, IsAStandardCwt) {
  const TestSigner signer;
  const Bytes token = sign_claims(signer, sample_claims());
  const auto sign1 = cwt::parse(token, cbor::Strictness::well_formed);
  ASSERT_TRUE(sign1);
  EXPECT_TRUE(sign1->verify(signer.public_key()));
  const auto claims = cwt::read_claims(sign1->payload(), cbor::Strictness::well_formed);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->expires, sample_claims().expires);
  EXPECT_EQ(claims->status, sample_claims().status);
}

TEST(PrintedToken, EncodesAgainToTheSameOctets) {
  const TestSigner signer;
  const Bytes token = sign_claims(signer, sample_claims());
  EXPECT_EQ(cbor::encode(cbor::decode(token, cbor::Strictness::deterministic).value()), token);
}

TEST(PrintedToken, AcceptsTheUnspoiledPayloadOfTheseTests) {
  const TestSigner signer;
  EXPECT_TRUE(read(sign_payload(signer, cbor::encode(good_claims())), signer.public_key()));
  for (const int sectors : {0, 1, 2, 4, 7}) {
    SCOPED_TRACE(sectors);
    const Map claims = good_claims(with(good_card(), 5, sectors));
    EXPECT_TRUE(read(sign_payload(signer, cbor::encode(claims)), signer.public_key()));
  }
}

TEST(PrintedToken, RefusesEveryOtherClaimSet) {
  const auto real = [](double number) { return Value(Value::Variant(number)); };
  const Map list = *good_status().front().second.as_map();
  const auto status = [](Map inner) {
    return good_claims(good_card(), Map{{"status_list", std::move(inner)}});
  };
  std::vector<std::tuple<std::string, Map, Error>> rows = {
      {"an issuer", with(good_claims(), cwt::key::iss, "https://card.example"),
       Error::unknown_claim},
      {"a text for a name", with(good_claims(), "exp", 1), Error::unknown_claim},
      {"a sixth member of the card", good_claims(with(good_card(), 6, 1)), Error::unknown_claim},
      {"a second status", good_claims(good_card(), with(good_status(), "other", 1)),
       Error::unknown_claim},
      {"a third member of the list", status(with(list, "bits", 2)), Error::unknown_claim},
      {"exp as a float", with(good_claims(), cwt::key::exp, real(1809100800.5)), Error::bad_claim},
      {"nbf as a float", with(good_claims(), cwt::key::nbf, real(1783180800.5)), Error::bad_claim},
      {"iat as a float", with(good_claims(), cwt::key::iat, real(1783180800.5)), Error::bad_claim},
      {"iat before 1970", with(good_claims(), cwt::key::iat, -1), Error::bad_claim},
      {"exp at nbf", with(good_claims(), cwt::key::exp, 1'783'180'800), Error::bad_claim},
      {"exp beyond all time", with(good_claims(), cwt::key::exp, std::int64_t{1} << 62),
       Error::bad_claim},
      {"no list in the status", good_claims(good_card(), Map{{"other", list}}), Error::bad_claim},
      {"no index", status(without(list, "idx")), Error::bad_claim},
      {"no uri", status(without(list, "uri")), Error::bad_claim},
      {"a card that is an array", with(good_claims(), -65537, cbor::Array{}), Error::bad_claim},
      {"a number in small letters", good_claims(with(good_card(), 1, "yc26-00017-2")),
       Error::bad_claim},
      {"a number without hyphens", good_claims(with(good_card(), 1, "YC26000172")),
       Error::bad_claim},
      {"a number with a wrong check", good_claims(with(good_card(), 1, "YC26-00017-3")),
       Error::bad_claim},
      {"a number in octets", good_claims(with(good_card(), 1, Bytes{1})), Error::bad_claim},
      {"no holder's name", good_claims(with(good_card(), 2, "")), Error::bad_claim},
      {"a holder in octets", good_claims(with(good_card(), 2, Bytes{1})), Error::bad_claim},
      {"no enterprise's name", good_claims(with(good_card(), 3, "")), Error::bad_claim},
      {"an enterprise in octets", good_claims(with(good_card(), 3, Bytes{1})), Error::bad_claim},
      {"category 0", good_claims(with(good_card(), 4, 0)), Error::bad_claim},
      {"category 3", good_claims(with(good_card(), 4, 3)), Error::bad_claim},
      {"category in words", good_claims(with(good_card(), 4, "principal")), Error::bad_claim},
      {"sector bit 3", good_claims(with(good_card(), 5, 8)), Error::unknown_sector},
      {"sector bit 63", good_claims(with(good_card(), 5, std::uint64_t{1} << 63)),
       Error::unknown_sector},
      {"sectors below zero", good_claims(with(good_card(), 5, -1)), Error::bad_claim},
      {"sectors in words", good_claims(with(good_card(), 5, "health")), Error::bad_claim},
  };
  for (const int claim : {cwt::key::exp, cwt::key::nbf, cwt::key::iat, cwt::key::status, -65537}) {
    rows.emplace_back("no claim " + std::to_string(claim), without(good_claims(), claim),
                      Error::bad_claim);
  }
  for (const int member : {1, 2, 3, 4, 5}) {
    rows.emplace_back("no member " + std::to_string(member),
                      good_claims(without(good_card(), member)), Error::bad_claim);
  }
  const TestSigner signer;
  for (const auto& [name, claims, error] : rows) {
    SCOPED_TRACE(name);
    const auto refused = read(sign_payload(signer, cbor::encode(claims)), signer.public_key());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), error);
  }
}

TEST(PrintedToken, RefusesEveryOtherHeader) {
  const TestSigner signer;
  const ShortKid& kid = signer.public_key().short_kid();
  const Bytes payload = cbor::encode(good_claims());
  const Value alg(cose::es256);
  const Map exact{{cose::label::alg, alg}, {cose::label::kid, BytesView(kid)}};
  const std::vector<std::tuple<std::string, Map, Map, Error>> rows = {
      {"kid outside",
       {{cose::label::alg, alg}},
       {{cose::label::kid, BytesView(kid)}},
       Error::bad_header},
      {"alg outside",
       {{cose::label::kid, BytesView(kid)}},
       {{cose::label::alg, alg}},
       Error::bad_header},
      {"no kid", {{cose::label::alg, alg}}, {}, Error::bad_header},
      {"no alg", {{cose::label::kid, BytesView(kid)}}, {}, Error::bad_header},
      {"something outside", exact, {{"x", 1}}, Error::bad_header},
      {"a third member", with(exact, cose::label::typ, "x"), {}, Error::bad_header},
      {"crit", with(exact, cose::label::crit, cbor::Array{1}), {}, Error::bad_header},
      {"another algorithm", with(exact, cose::label::alg, -35), {}, Error::bad_header},
      {"a kid of 7 octets", with(exact, cose::label::kid, Bytes(7)), {}, Error::bad_header},
      {"a kid of 9 octets", with(exact, cose::label::kid, Bytes(9)), {}, Error::bad_header},
      {"a kid in both", exact, {{cose::label::kid, BytesView(kid)}}, Error::bad_header},
      {"kid as a text", with(exact, cose::label::kid, "12345678"), {}, Error::malformed},
  };
  for (const auto& [name, guarded, open, error] : rows) {
    SCOPED_TRACE(name);
    const Bytes header = cbor::encode(guarded);
    const Signature signature = signer.sign(cose::sig_structure(header, {}, payload));
    const Bytes token = cbor::encode(
        Value::tagged(cose::sign1_tag, cbor::Array{header, open, payload, BytesView(signature)}));
    const auto refused = read(token, signer.public_key());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), error);
  }
}

TEST(PrintedToken, RefusesOtherTags) {
  const Bytes token = sign_claims(TestSigner(), sample_claims());
  const Value item = cbor::decode(token, cbor::Strictness::deterministic).value();
  const Value& inner = *item.as_tagged()->content;
  const auto error_of = [](const Value& value) {
    return PrintedToken::parse(cbor::encode(value)).error();
  };
  EXPECT_EQ(error_of(inner), Error::wrong_tag);
  EXPECT_EQ(error_of(Value::tagged(17, inner)), Error::wrong_tag);
  EXPECT_EQ(error_of(Value::tagged(cwt::cwt_tag, item)), Error::wrong_tag);
}

TEST(PrintedToken, RefusesOtherEncodings) {
  const TestSigner signer;
  // The array's head with its length in an octet of its own.
  Bytes outside = sign_claims(signer, sample_claims());
  ASSERT_EQ(outside[1], 0x84);
  outside[1] = 0x98;
  outside.insert(outside.begin() + 2, 0x04);
  EXPECT_EQ(PrintedToken::parse(outside).error(), Error::malformed);
  // The map of claims with its length in an octet of its own.
  Bytes payload = cbor::encode(good_claims());
  ASSERT_EQ(payload[0], 0xa5);
  payload[0] = 0xb8;
  payload.insert(payload.begin() + 1, 0x05);
  EXPECT_EQ(PrintedToken::parse(sign_payload(signer, payload)).error(), Error::malformed);
  EXPECT_EQ(PrintedToken::parse(sign_payload(signer, Bytes{})).error(), Error::malformed);
}

TEST(PrintedToken, IsRefusedWithAnySingleBitFlipped) {
  const TestSigner signer;
  const Bytes token = sign_claims(signer, sample_claims());
  test::for_every_flipped_bit(
      token, [&](BytesView flipped) { EXPECT_FALSE(read(flipped, signer.public_key())); });
}

TEST(PrintedToken, IsRefusedAtEveryCutAndWithATail) {
  const TestSigner signer;
  Bytes token = sign_claims(signer, sample_claims());
  test::for_every_cut(BytesView(token), [](BytesView cut) {
    const auto refused = PrintedToken::parse(cut);
    ASSERT_FALSE(refused) << "cut at " << cut.size();
    EXPECT_EQ(refused.error(), Error::malformed) << "cut at " << cut.size();
  });
  token.push_back(0);
  EXPECT_EQ(PrintedToken::parse(token).error(), Error::malformed);
}

TEST(PrintedToken, RefusesAStatusListInItsPlace) {
  const TestSigner signer;
  const Map claims{{cwt::key::sub, "https://card.example/status-lists/1"}, {cwt::key::iat, 0}};
  const Map type{{cose::label::typ, "application/statuslist+cwt"}};
  const Bytes token =
      cose::ToBeSigned::make(signer.public_key(), type, cbor::encode(claims)).sign(signer);
  EXPECT_EQ(PrintedToken::parse(token).error(), Error::bad_header);
}

CardClaims claims_of_size(std::size_t size) {
  CardClaims claims = sample_claims();
  while (printed_token_size(claims) < size) claims.enterprise_name += 'x';
  return claims;
}

TEST(UnsignedPrintedToken, ToldItsSizeBeforeItIsMade) {
  const TestSigner signer;
  for (const std::size_t size : {330U, 400U, 456U}) {
    SCOPED_TRACE(size);
    const CardClaims claims = claims_of_size(size);
    EXPECT_EQ(printed_token_size(claims), size);
    const Bytes token = sign_claims(signer, claims);
    EXPECT_EQ(token.size(), size);
    EXPECT_TRUE(read(token, signer.public_key()));
  }
}

TEST(UnsignedPrintedToken, IsRefusedAboveTheLimitWithBothSizes) {
  const TestSigner signer;
  const auto refused = UnsignedPrintedToken::make(claims_of_size(457), signer.public_key());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (PrintedTokenTooLong{.size = 457, .limit = 456}));
}

TEST(PrintedToken, IsRefusedAboveTheLimit) {
  const TestSigner signer;
  const Map card = with(good_card(), 3, std::string(300, 'x'));
  const Bytes longer = sign_payload(signer, cbor::encode(good_claims(card)));
  ASSERT_GT(longer.size(), max_printed_token_size);
  EXPECT_EQ(PrintedToken::parse(longer).error(), Error::too_long);
}

TEST(UnsignedPrintedToken, NeverGrowsOverWhatWasForetold) {
  CardClaims claims = sample_claims();
  const std::size_t foretold =
      longest_printed_token_size(claims.issuer, claims.holder_name, claims.enterprise_name);
  EXPECT_LT(printed_token_size(claims), foretold);
  claims.card_number = CardNumber::make("YC", 2026, 9'999'998).value();
  claims.status = {.uri = claims.issuer + "/status-lists/999999", .index = 0xFFFF'FFFF};
  EXPECT_EQ(printed_token_size(claims), foretold);
}

TEST(UnsignedPrintedToken, IsSignedAgainFromItsRecord) {
  const TestSigner signer;
  const auto token = UnsignedPrintedToken::make(sample_claims(), signer.public_key());
  ASSERT_TRUE(token);
  const auto again = UnsignedPrintedToken::from_record(token->to_be_signed());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->to_be_signed(), token->to_be_signed());
  EXPECT_EQ(again->token_hash(), token->token_hash());
  const auto parsed = PrintedToken::parse(again->sign(signer));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->token_hash(), token->token_hash());
  EXPECT_TRUE(parsed->verify(signer.public_key()));
  EXPECT_THROW(static_cast<void>(again->sign(TestSigner())), std::logic_error);
}

TEST(UnsignedPrintedToken, RefusesARecordThatIsNoPrintedToken) {
  const TestSigner signer;
  const auto record_of = [&signer](const Map& claims) {
    return cose::ToBeSigned::make(signer.public_key(), {}, cbor::encode(claims)).octets();
  };
  const Bytes spoiled = record_of(good_claims(with(good_card(), 5, 8)));
  EXPECT_EQ(UnsignedPrintedToken::from_record(spoiled).error(), Error::unknown_sector);
  EXPECT_EQ(UnsignedPrintedToken::from_record(Bytes{1}).error(), Error::malformed);
}

TEST(UnsignedPrintedToken, RefusesClaimsThatItsReaderWouldNotTake) {
  const TestSigner signer;
  CardClaims nameless = sample_claims();
  nameless.enterprise_name.clear();
  CardClaims backwards = sample_claims();
  backwards.expires = backwards.not_before;
  for (const CardClaims& claims : {nameless, backwards}) {
    EXPECT_THROW(static_cast<void>(UnsignedPrintedToken::make(claims, signer.public_key())),
                 std::logic_error);
  }
}

}  // namespace
}  // namespace servicecard
