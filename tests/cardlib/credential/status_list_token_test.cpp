#include "cardlib/credential/status_list_token.h"

#include <chrono>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/changes.h"
#include "tests/support/sample_status_list.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using Error = StatusListTokenError;
using namespace test;

const StatusListClaims expected_claims{.uri = std::string(sample_list_uri),
                                       .issued_at = sample_list_time,
                                       .expires = sample_list_time + std::chrono::hours(24),
                                       .ttl = std::chrono::seconds(300),
                                       .aggregation_uri = std::nullopt,
                                       .list = sample_list()};

TEST(StatusListToken, SaysWhatItWasMadeOf) {
  const TestSigner signer;
  const std::string jwt = sample_list_jwt(signer);
  const Bytes cwt = sample_list_cwt(signer);
  EXPECT_EQ(read_list_jwt(jwt, signer.public_key()), expected_claims);
  EXPECT_EQ(read_list_cwt(cwt, signer.public_key()), expected_claims);
  EXPECT_EQ(StatusListToken::parse_jwt(jwt)->kid(),
            StatusListToken::Kid(signer.public_key().kid()));
  EXPECT_EQ(StatusListToken::parse_cwt(cwt)->kid(),
            StatusListToken::Kid(signer.public_key().short_kid()));
}

TEST(StatusListToken, IsReadByTheGeneralLayerToo) {
  const TestSigner signer;
  EXPECT_EQ(read_status_list_jwt(sample_list_jwt(signer), signer.public_key()), expected_claims);
  EXPECT_EQ(read_status_list_cwt(sample_list_cwt(signer), signer.public_key()), expected_claims);
}

TEST(StatusListToken, SaysNothingToAKeyThatDidNotSignIt) {
  const TestSigner signer;
  const TestSigner other;
  const VerificationKey& key = other.public_key();
  EXPECT_EQ(read_list_jwt(sample_list_jwt(signer), key).error(), Error::bad_signature);
  EXPECT_EQ(read_list_cwt(sample_list_cwt(signer), key).error(), Error::bad_signature);
  EXPECT_EQ(read_status_list_jwt(sample_list_jwt(signer), key).error(), Error::bad_signature);
  EXPECT_EQ(read_status_list_cwt(sample_list_cwt(signer), key).error(), Error::bad_signature);
}

TEST(StatusListToken, AnswersForItsOwnListAlone) {
  const TestSigner signer;
  const VerificationKey& key = signer.public_key();
  const std::string other = "https://card.county.example/status-lists/2";
  EXPECT_EQ(StatusListToken::parse_jwt(sample_list_jwt(signer))->verify(key, other).error(),
            Error::wrong_subject);
  EXPECT_EQ(StatusListToken::parse_cwt(sample_list_cwt(signer))->verify(key, other).error(),
            Error::wrong_subject);
}

TEST(StatusListLookUp, TellsTheValue) {
  EXPECT_EQ(look_up(expected_claims, 0, sample_list_time), 0);
  EXPECT_EQ(look_up(expected_claims, 3, sample_list_time), 1);
  EXPECT_EQ(look_up(expected_claims, 5, sample_list_time), 2);
}

TEST(StatusListLookUp, RefusesAnIndexThatTheListDoesNotHave) {
  EXPECT_EQ(look_up(expected_claims, 63, sample_list_time), 0);
  EXPECT_EQ(look_up(expected_claims, 64, sample_list_time).error(),
            StatusLookupError::out_of_range);
  EXPECT_EQ(look_up(expected_claims, UINT64_MAX, sample_list_time).error(),
            StatusLookupError::out_of_range);
}

TEST(StatusListLookUp, ProvesNothingFromTheMomentOfItsEnd) {
  const Time end = *expected_claims.expires;
  EXPECT_EQ(look_up(expected_claims, 3, end - std::chrono::seconds(1)), 1);
  EXPECT_EQ(look_up(expected_claims, 3, end).error(), StatusLookupError::expired);
  EXPECT_EQ(look_up(expected_claims, 64, end).error(), StatusLookupError::expired);
}

TEST(StatusListToken, IsRefusedWithAnySingleBitFlipped) {
  const TestSigner signer;
  const Bytes cwt = sample_list_cwt(signer);
  test::for_every_flipped_bit(
      cwt, [&](BytesView flipped) { EXPECT_FALSE(read_list_cwt(flipped, signer.public_key())); });
  const std::string jwt = sample_list_jwt(signer);
  test::for_every_flipped_bit(as_bytes(jwt), [&](BytesView flipped) {
    EXPECT_FALSE(read_list_jwt(as_text(flipped), signer.public_key()));
  });
}

TEST(StatusListToken, IsRefusedAtEveryCutAndWithATail) {
  const TestSigner signer;
  const VerificationKey& key = signer.public_key();
  Bytes cwt = sample_list_cwt(signer);
  test::for_every_cut(BytesView(cwt), [&](BytesView cut) {
    EXPECT_FALSE(read_list_cwt(cut, key));
    EXPECT_FALSE(read_status_list_cwt(cut, key));
  });
  std::string jwt = sample_list_jwt(signer);
  test::for_every_cut(std::string_view(jwt), [&](std::string_view cut) {
    EXPECT_FALSE(read_list_jwt(cut, key));
    EXPECT_FALSE(read_status_list_jwt(cut, key));
  });
  cwt.push_back(0);
  EXPECT_EQ(read_list_cwt(cwt, key).error(), Error::malformed);
  jwt.push_back('A');
  EXPECT_FALSE(read_list_jwt(jwt, key));
}

TEST(StatusListToken, RefusesAListThatInflatesToTooMuch) {
  const TestSigner signer;
  const Bytes bomb = zlib::compress(Bytes(StatusList::max_octets + 1), zlib::Effort::fast);
  const PackedStatusList list{.bits = 2, .lst = bomb};
  EXPECT_EQ(
      error_of(read_list_jwt(make_status_list_jwt(sample_list_uri, list, sample_list_time, signer),
                             signer.public_key())),
      Error::bad_list);
  EXPECT_EQ(
      error_of(read_list_cwt(make_status_list_cwt(sample_list_uri, list, sample_list_time, signer),
                             signer.public_key())),
      Error::bad_list);
}

}  // namespace
}  // namespace servicecard
