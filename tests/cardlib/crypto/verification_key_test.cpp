#include "cardlib/crypto/verification_key.h"

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "tests/support/changes.h"
#include "tests/support/hex.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

// The key of RFC 9449's examples, whose thumbprint that document gives.
constexpr std::string_view public_jwk =
    R"({"kty":"EC","crv":"P-256","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",)"
    R"("y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"})";
constexpr std::string_view thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

json::object jwk() { return json::parse_object(public_jwk).value(); }

json::object with(std::string_view name, json::value value) {
  json::object changed = jwk();
  changed[name] = std::move(value);
  return changed;
}

json::object with_text(std::string_view name, std::string_view text) {
  return with(name, json::value(text));
}

json::object without(std::string_view name) {
  json::object changed = jwk();
  changed.erase(name);
  return changed;
}

TEST(VerificationKey, HasTheThumbprintOfItsJwk) {
  const auto key = VerificationKey::from_jwk(jwk());
  ASSERT_TRUE(key);
  EXPECT_EQ(key->kid(), thumbprint);
  const Bytes whole = base64url::decode(thumbprint).value();
  EXPECT_TRUE(std::ranges::equal(key->short_kid(), BytesView(whole).first(8)));
}

TEST(VerificationKey, WritesAJwkThatReadsBackAsTheSameKey) {
  const auto key = VerificationKey::from_jwk(jwk());
  ASSERT_TRUE(key);
  const json::object written = key->to_jwk();
  EXPECT_EQ(json::text_member(written, "kid"), thumbprint);
  EXPECT_EQ(json::text_member(written, "alg"), "ES256");
  EXPECT_EQ(json::text_member(written, "use"), "sig");
  for (const auto* const name : {"kty", "crv", "x", "y"})
    EXPECT_EQ(written.at(name), jwk().at(name));
  EXPECT_EQ(VerificationKey::from_jwk(written), key);
}

TEST(VerificationKey, IgnoresMembersThatDoNotMatter) {
  for (const auto& [name, value] : {std::pair<const char*, json::value>{"kid", "other"},
                                    {"x5c", json::array{"MII"}},
                                    {"key_ops", json::array{"sign", "verify"}}}) {
    SCOPED_TRACE(name);
    const auto key = VerificationKey::from_jwk(with(name, value));
    ASSERT_TRUE(key);
    EXPECT_EQ(key->kid(), thumbprint);
  }
}

TEST(VerificationKey, RefusesOtherJwksByName) {
  const std::string x(jwk().at("x").as_string());
  struct Row {
    const char* name;
    json::object jwk;
    KeyError error;
  };
  const Row rows[] = {
      {"an empty object", {}, KeyError::malformed},
      {"no type", without("kty"), KeyError::malformed},
      {"no curve", without("crv"), KeyError::malformed},
      {"no x", without("x"), KeyError::malformed},
      {"no y", without("y"), KeyError::malformed},
      {"a number as type", with("kty", 2), KeyError::malformed},
      {"a number as x", with("x", 7), KeyError::malformed},
      {"a padded x", with_text("x", x + "="), KeyError::malformed},
      {"an x that is not canonical", with_text("x", x.substr(0, 42) + "t"), KeyError::malformed},
      {"31 octets", with_text("x", base64url::encode(Bytes(31))), KeyError::malformed},
      {"33 octets", with_text("x", base64url::encode(Bytes(33))), KeyError::malformed},
      {"an RSA key", with("kty", "RSA"), KeyError::unsupported},
      {"a symmetric key", with("kty", "oct"), KeyError::unsupported},
      {"another curve", with("crv", "P-384"), KeyError::unsupported},
      {"a curve in lower case", with("crv", "p-256"), KeyError::unsupported},
      {"x and y exchanged", with("x", jwk().at("y")), KeyError::not_on_curve},
      {"the point at infinity's zeros", with_text("y", base64url::encode(Bytes(32))),
       KeyError::not_on_curve},
      {"an x above the field", with_text("x", base64url::encode(Bytes(32, 0xff))),
       KeyError::not_on_curve},
      {"a private key", with_text("d", base64url::encode(Bytes(32, 1))), KeyError::private_key},
      {"a private member of another type", with("d", nullptr), KeyError::private_key},
      {"for encryption", with("use", "enc"), KeyError::wrong_use},
      {"a use that is no text", with("use", nullptr), KeyError::wrong_use},
      {"for another algorithm", with("alg", "ES384"), KeyError::wrong_use},
      {"for none", with("alg", "none"), KeyError::wrong_use},
      {"for signing alone", with("key_ops", json::array{"sign"}), KeyError::wrong_use},
      {"for nothing", with("key_ops", json::array{}), KeyError::wrong_use},
      {"operations that are no array", with("key_ops", "verify"), KeyError::wrong_use},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto key = VerificationKey::from_jwk(row.jwk);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error(), row.error);
  }
}

TEST(VerificationKey, RefusesCoordinatesOfAnotherLength) {
  EXPECT_EQ(VerificationKey::from_coordinates(Bytes(31), Bytes(32)).error(), KeyError::malformed);
  EXPECT_EQ(VerificationKey::from_coordinates(Bytes(32), Bytes(33)).error(), KeyError::malformed);
  EXPECT_EQ(VerificationKey::from_coordinates({}, {}).error(), KeyError::malformed);
}

TEST(VerificationKey, VerifiesWhatItsOwnKeySigned) {
  const test::TestSigner signer;
  const test::TestSigner other;
  const Signature signature = signer.sign(as_bytes("message"));
  EXPECT_TRUE(signer.public_key().verify(as_bytes("message"), signature));
  EXPECT_FALSE(other.public_key().verify(as_bytes("message"), signature));
  EXPECT_FALSE(signer.public_key().verify(as_bytes("messagf"), signature));
  EXPECT_FALSE(signer.public_key().verify({}, signature));
  EXPECT_TRUE(signer.public_key().verify({}, signer.sign({})));
}

TEST(VerificationKey, RefusesEveryFlippedBitAndEveryCut) {
  const test::TestSigner signer;
  const BytesView message = as_bytes("message");
  const Signature signature = signer.sign(message);
  const auto refuse = [&](BytesView changed) {
    EXPECT_FALSE(signer.public_key().verify(message, changed));
  };
  test::for_every_flipped_bit(signature, refuse);
  test::for_every_cut(BytesView(signature), refuse);
  test::for_every_flipped_bit(message, [&](BytesView changed) {
    EXPECT_FALSE(signer.public_key().verify(changed, signature));
  });
}

TEST(VerificationKey, RefusesAnOctetTooManyAtEveryPlace) {
  const test::TestSigner signer;
  const BytesView message = as_bytes("message");
  const Signature signature = signer.sign(message);
  for (std::ptrdiff_t at = 0; at <= std::ssize(signature); ++at) {
    Bytes longer(signature.begin(), signature.end());
    longer.insert(longer.begin() + at, 0);
    EXPECT_FALSE(signer.public_key().verify(message, longer)) << at;
  }
}

constexpr std::string_view order =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

/// a − b, of 32 octets each, where a ≥ b.
Bytes difference(BytesView a, BytesView b) {
  Bytes result(a.size());
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int digit = a[i] - b[i] - borrow;
    borrow = digit < 0 ? 1 : 0;
    result[i] = static_cast<std::uint8_t>(digit + 256 * borrow);
  }
  return result;
}

TEST(VerificationKey, AcceptsAHighAndALowS) {
  const test::TestSigner signer;
  const BytesView message = as_bytes("message");
  Signature signature = signer.sign(message);
  const Bytes other = difference(test::from_hex(order), BytesView(signature).last(32));
  std::ranges::copy(other, signature.begin() + 32);
  EXPECT_TRUE(signer.public_key().verify(message, signature));
}

TEST(VerificationKey, RefusesNumbersOutsideTheGroup) {
  const test::TestSigner signer;
  const BytesView message = as_bytes("message");
  const std::string zero(64, '0');
  std::string one(64, '0');
  one.back() = '1';
  const std::string all(64, 'f');
  const std::string n(order);
  struct Row {
    const char* name;
    std::string hex;
  };
  const Row rows[] = {{"both zero", zero + zero}, {"r zero", zero + one},
                      {"s zero", one + zero},     {"both n", n + n},
                      {"r n", n + one},           {"s n", one + n},
                      {"all ones", all + all},    {"65 octets", one + one + "00"}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_FALSE(signer.public_key().verify(message, test::from_hex(row.hex)));
  }
}

TEST(VerificationKey, VerifiesFromSeveralThreads) {
  const test::TestSigner signer;
  const Signature signature = signer.sign(as_bytes("message"));
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([key = signer.public_key(), signature] {
      for (int n = 0; n < 20; ++n) EXPECT_TRUE(key.verify(as_bytes("message"), signature));
    });
  }
}

TEST(TestSigner, SignsWithTheKeyOfAPrivateJwk) {
  const test::TestSigner signer;
  const test::TestSigner again(signer.private_jwk());
  EXPECT_EQ(again.public_key(), signer.public_key());
  EXPECT_TRUE(signer.public_key().verify(as_bytes("m"), again.sign(as_bytes("m"))));
}

}  // namespace
}  // namespace servicecard
