#include "cardlib/credential/wallet_token.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/support/fixed_random.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using Error = WalletTokenError;

const test::TestSigner& issuer() {
  static const test::TestSigner one;
  return one;
}

const test::TestSigner& holder() {
  static const test::TestSigner one;
  return one;
}

UnsignedWalletToken prepare(const std::optional<VerificationKey>& bound_to = std::nullopt,
                            const CardClaims& claims = test::sample_claims()) {
  test::FixedRandom random(1);
  return UnsignedWalletToken::make(claims, issuer().public_key(), bound_to, random);
}

WalletClaims verified(std::string_view text) {
  return WalletToken::parse(text).value().verify(issuer().public_key()).value();
}

TEST(WalletToken, SaysWhatTheIssuerSaid) {
  const CardClaims said = test::sample_claims();
  const WalletClaims read = verified(prepare().sign(issuer()));
  EXPECT_EQ(read.issuer, said.issuer);
  EXPECT_EQ(read.credential_type, "https://card.yichuan.example/vct/service-card");
  EXPECT_EQ(read.issued_at, said.issued_at);
  EXPECT_EQ(read.not_before, said.not_before);
  EXPECT_EQ(read.expires, said.expires);
  EXPECT_EQ(read.status, said.status);
  EXPECT_EQ(read.holder_key, std::nullopt);
  EXPECT_EQ(read.card_number, said.card_number);
  EXPECT_EQ(read.holder_name, said.holder_name);
  EXPECT_EQ(read.holder_id_last4, said.holder_id_last4);
  EXPECT_EQ(read.enterprise_name, said.enterprise_name);
  EXPECT_EQ(read.enterprise_uscc, said.enterprise_uscc);
  EXPECT_EQ(read.category, said.category);
  auto services = said.services;
  services.erase(Sector::finance);  // which is empty, so it is absent
  EXPECT_EQ(read.services, services);
}

TEST(WalletToken, HasTheHeaderAndThePayloadOfTheFormat) {
  const auto token = WalletToken::parse(prepare(holder().public_key()).sign(issuer()));
  ASSERT_TRUE(token.has_value());
  const ParsedJwt& jwt = token->parts().jwt;
  EXPECT_EQ(
      jwt.header,
      (json::object{{"alg", "ES256"}, {"typ", "dc+sd-jwt"}, {"kid", issuer().public_key().kid()}}));
  std::set<std::string> names;
  for (const auto& member : jwt.claims) names.emplace(member.key());
  EXPECT_EQ(names, (std::set<std::string>{"iss", "iat", "nbf", "exp", "vct", "status", "services",
                                          "cnf", "_sd", "_sd_alg"}));
  EXPECT_EQ(jwt.claims.at("_sd_alg"), "sha-256");
  EXPECT_EQ(jwt.claims.at("_sd").as_array().size(), 6U);
  EXPECT_EQ(jwt.claims.at("services").as_object().size(), 1U);
  EXPECT_EQ(jwt.claims.at("services").at("_sd").as_array().size(), 2U);
  json::object jwk = holder().public_key().to_jwk();
  for (const char* extra : {"kid", "alg", "use"}) jwk.erase(extra);
  EXPECT_EQ(jwt.claims.at("cnf"), json::value({{"jwk", jwk}}));
}

TEST(WalletToken, NamesNothingOfThePersonInWhatIsAlwaysVisible) {
  const std::string payload = WalletToken::parse(prepare().sign(issuer()))->parts().jwt.payload;
  for (const char* hidden : {"YC26", "张三", "0013", "耐材", "91410329", "principal", "checkup",
                             "health", "education"}) {
    EXPECT_EQ(payload.find(hidden), std::string::npos) << hidden;
  }
}

TEST(WalletToken, ShowsAHospitalItsServicesAlone) {
  const auto whole = WalletToken::parse(prepare().sign(issuer())).value();
  const std::string shown = sd_jwt::present(
      whole.parts(), [](const sd_jwt::Disclosure& d) { return d.name == "health"; });
  const WalletClaims read = verified(shown);
  EXPECT_EQ(read.services, (decltype(read.services){{Sector::health, {"checkup", "fast_track"}}}));
  EXPECT_EQ(read.card_number, std::nullopt);
  EXPECT_EQ(read.holder_name, std::nullopt);
  EXPECT_EQ(read.holder_id_last4, std::nullopt);
  EXPECT_EQ(read.enterprise_name, std::nullopt);
  EXPECT_EQ(read.enterprise_uscc, std::nullopt);
  EXPECT_EQ(read.category, std::nullopt);
  EXPECT_EQ(WalletToken::parse(shown)->token_hash(), whole.token_hash());
}

TEST(WalletToken, OfACardWithoutServicesHasAnEmptyObject) {
  CardClaims claims = test::sample_claims();
  claims.services.clear();
  const auto token = WalletToken::parse(prepare(std::nullopt, claims).sign(issuer()));
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->parts().jwt.claims.at("services"), json::value(json::object()));
  EXPECT_TRUE(token->verify(issuer().public_key())->services.empty());
}

TEST(WalletToken, VerifiesWithTheKeyThatSignedIt) {
  const auto token = WalletToken::parse(prepare().sign(issuer()));
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->kid(), issuer().public_key().kid());
  EXPECT_EQ(token->verify(holder().public_key()).error(), Error::bad_signature);
}

TEST(WalletToken, DrawsNewSaltsForEveryToken) {
  test::FixedRandom random(1);
  const auto make = [&] {
    return UnsignedWalletToken::make(test::sample_claims(), issuer().public_key(), {}, random);
  };
  EXPECT_NE(make().record(), make().record());
}

TEST(UnsignedWalletToken, IsSignedAgainFromItsRecord) {
  const UnsignedWalletToken first = prepare(holder().public_key());
  const std::string before = first.sign(issuer());
  const auto again = UnsignedWalletToken::from_record(first.record());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->record(), first.record());
  const std::string after = again->sign(issuer());

  const auto one = WalletToken::parse(before).value();
  const auto other = WalletToken::parse(after).value();
  EXPECT_EQ(one.parts().jwt.signing_input, other.parts().jwt.signing_input);
  EXPECT_EQ(before.substr(before.find('~')), after.substr(after.find('~')));
  EXPECT_EQ(one.token_hash(), first.token_hash());
  EXPECT_EQ(other.token_hash(), again->token_hash());
}

TEST(UnsignedWalletToken, IsSignedByTheKeyThatItWasMadeFor) {
  EXPECT_THROW(std::ignore = prepare().sign(holder()), std::logic_error);
  const auto again = UnsignedWalletToken::from_record(prepare().record());
  EXPECT_THROW(std::ignore = again->sign(holder()), std::logic_error);
}

TEST(UnsignedWalletToken, IsNotMadeOfARecordThatIsNone) {
  const std::string record = prepare(holder().public_key()).record();
  EXPECT_EQ(UnsignedWalletToken::from_record("").error(), Error::bad_sd_jwt);
  EXPECT_EQ(UnsignedWalletToken::from_record(record.substr(1)).error(), Error::bad_sd_jwt);
  const std::string token = prepare(holder().public_key()).sign(issuer());
  EXPECT_EQ(UnsignedWalletToken::from_record(token).error(), Error::bad_sd_jwt);
  const HolderChallenge challenge{.audience = "a", .nonce = "n", .now = test::sample_now()};
  EXPECT_EQ(
      UnsignedWalletToken::from_record(bind_presentation(record, challenge, holder())).error(),
      Error::unexpected_key_binding);
}

TEST(UnsignedWalletToken, IsNotMadeOfClaimsThatCouldNotBeReadBack) {
  const auto refused = [](auto change) {
    CardClaims claims = test::sample_claims();
    change(claims);
    EXPECT_THROW(std::ignore = prepare(std::nullopt, claims), std::logic_error);
  };
  refused([](CardClaims& c) { c.issuer = "https://card.yichuan.example/"; });
  refused([](CardClaims& c) { c.enterprise_name = ""; });
  refused([](CardClaims& c) { c.holder_id_last4 = "013"; });
  refused([](CardClaims& c) { c.issued_at += std::chrono::seconds(1); });
  refused([](CardClaims& c) { c.services[Sector::health] = {""}; });
}

class BoundWalletToken : public testing::Test {
 protected:
  [[nodiscard]] static auto check(std::string_view text, const HolderChallenge& by) {
    return WalletToken::parse(text).value().verify_key_binding(by);
  }

  const std::string text_ = prepare(holder().public_key()).sign(issuer());
  const HolderChallenge challenge_{.audience = "https://card.yichuan.example/partners/7",
                                   .nonce = "bm9uY2U",
                                   .now = test::sample_now()};
};

TEST_F(BoundWalletToken, CountsWithItsHoldersKeyBinding) {
  const std::string shown = bind_presentation(text_, challenge_, holder());
  EXPECT_EQ(verified(shown).holder_key, holder().public_key());
  EXPECT_TRUE(check(shown, challenge_).has_value());
  EXPECT_EQ(WalletToken::parse(shown)->presented_nonce(), challenge_.nonce);
  EXPECT_EQ(WalletToken::parse(shown)->token_hash(), WalletToken::parse(text_)->token_hash());
}

TEST_F(BoundWalletToken, DoesNotCountWithoutIt) {
  EXPECT_EQ(check(text_, challenge_).error(), KeyBindingError::missing);
  EXPECT_EQ(WalletToken::parse(text_)->presented_nonce(), std::nullopt);
  const std::string by_issuer = bind_presentation(text_, challenge_, issuer());
  EXPECT_EQ(check(by_issuer, challenge_).error(), KeyBindingError::bad_signature);
}

TEST_F(BoundWalletToken, IsNotABearersToken) {
  const std::string bearer = prepare().sign(issuer());
  EXPECT_EQ(check(bearer, challenge_).error(), KeyBindingError::missing);
  const auto with_binding = WalletToken::parse(bind_presentation(bearer, challenge_, holder()));
  ASSERT_FALSE(with_binding.has_value());
  EXPECT_EQ(with_binding.error(), Error::unexpected_key_binding);
}

}  // namespace
}  // namespace servicecard
