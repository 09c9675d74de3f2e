#include "cardlib/credential/wallet_claims.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/wallet_token.h"
#include "tests/support/fixed_random.h"
#include "tests/support/jose.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using Error = WalletTokenError;

const test::TestSigner& issuer() {
  static const test::TestSigner one;
  return one;
}

/// A good token before it is signed: tests break it in one place.
struct Draft {
  json::object payload;
  std::vector<std::string> disclosures;

  /// Makes a claim of the top level, or of an object in it, selectively disclosable.
  void conceal(json::object& level, std::string_view name, const json::value& value) {
    static test::FixedRandom random(1);
    level[name] = value;
    disclosures.push_back(sd_jwt::conceal(level, name, random));
  }
  void conceal(std::string_view name, const json::value& value) { conceal(payload, name, value); }
  json::object& services() { return payload.at("services").as_object(); }

  [[nodiscard]] std::string text() const {
    return sd_jwt::join(sign_jwt(wallet_token_type, payload, issuer()), disclosures);
  }
};

/// With everything that is always visible, and no claim of the card yet.
Draft draft() {
  Draft made;
  made.payload = wallet_payload(test::sample_claims(), test::TestSigner().public_key());
  for (const char* name : disclosable_claims) made.payload.erase(name);
  made.services().clear();
  made.payload["_sd_alg"] = "sha-256";
  return made;
}

struct Row {
  const char* name;
  Error error;
  std::function<void(Draft&)> change;
};

class WalletClaimsRefusal : public testing::TestWithParam<Row> {};

TEST_P(WalletClaimsRefusal, IsNamed) {
  Draft broken = draft();
  ASSERT_TRUE(WalletToken::parse(broken.text()).has_value());
  GetParam().change(broken);
  const auto token = WalletToken::parse(broken.text());
  ASSERT_FALSE(token.has_value());
  EXPECT_EQ(token.error(), GetParam().error);
}

auto names = [](const auto& row) { return row.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Visible, WalletClaimsRefusal,
    testing::Values(
        Row{"NoIss", Error::missing_claim, [](Draft& d) { d.payload.erase("iss"); }},
        Row{"NoIat", Error::missing_claim, [](Draft& d) { d.payload.erase("iat"); }},
        Row{"NoNbf", Error::missing_claim, [](Draft& d) { d.payload.erase("nbf"); }},
        Row{"NoExp", Error::missing_claim, [](Draft& d) { d.payload.erase("exp"); }},
        Row{"NoVct", Error::missing_claim, [](Draft& d) { d.payload.erase("vct"); }},
        Row{"NoStatus", Error::missing_claim, [](Draft& d) { d.payload.erase("status"); }},
        Row{"NoServices", Error::missing_claim, [](Draft& d) { d.payload.erase("services"); }},
        Row{"NoDigestAlgorithm", Error::missing_claim,
            [](Draft& d) { d.payload.erase("_sd_alg"); }},
        Row{"OtherDigestAlgorithm", Error::bad_sd_jwt,
            [](Draft& d) { d.payload["_sd_alg"] = "sha-512"; }},
        Row{"ForeignClaim", Error::unknown_claim, [](Draft& d) { d.payload["sub"] = "a"; }},
        Row{"VisibleCardNumber", Error::unknown_claim,
            [](Draft& d) { d.payload["card_number"] = "YC26-00017-2"; }},
        Row{"VisibleSector", Error::unknown_claim,
            [](Draft& d) { d.services()["health"] = {"checkup"}; }},
        Row{"ServicesNoObject", Error::bad_claim,
            [](Draft& d) { d.payload["services"] = json::array(); }},
        Row{"IssEmpty", Error::bad_claim, [](Draft& d) { d.payload["iss"] = ""; }},
        Row{"IssNumber", Error::bad_claim, [](Draft& d) { d.payload["iss"] = 1; }},
        Row{"VctNull", Error::bad_claim, [](Draft& d) { d.payload["vct"] = nullptr; }},
        Row{"IatText", Error::bad_claim, [](Draft& d) { d.payload["iat"] = "1"; }},
        Row{"NbfFraction", Error::bad_claim, [](Draft& d) { d.payload["nbf"] = 57600.5; }},
        Row{"IatNotMidnight", Error::bad_time,
            [](Draft& d) { d.payload["iat"] = d.payload["iat"].as_int64() + 1; }},
        Row{"NbfNegative", Error::bad_time, [](Draft& d) { d.payload["nbf"] = -28'800; }},
        Row{"ExpMidnightElsewhere", Error::bad_time,
            [](Draft& d) { d.payload["exp"] = 1'800'000'000 / 86'400 * 86'400; }},
        Row{"ExpBeyondTheCalendar", Error::bad_time,
            [](Draft& d) { d.payload["exp"] = std::numeric_limits<std::int64_t>::max(); }}),
    names);

json::value status_of(const json::value& list) { return {{"status_list", list}}; }

INSTANTIATE_TEST_SUITE_P(
    Status, WalletClaimsRefusal,
    testing::Values(
        Row{"NoObject", Error::bad_status, [](Draft& d) { d.payload["status"] = 1; }},
        Row{"Empty", Error::bad_status, [](Draft& d) { d.payload["status"] = json::object(); }},
        Row{"OtherMechanism", Error::bad_status,
            [](Draft& d) { d.payload["status"] = {{"attestation", json::object()}}; }},
        Row{"SecondMechanism", Error::bad_status,
            [](Draft& d) { d.payload["status"].as_object()["attestation"] = 1; }},
        Row{"NoIndex", Error::bad_status,
            [](Draft& d) { d.payload["status"] = status_of({{"uri", "u"}, {"id", 1}}); }},
        Row{"NegativeIndex", Error::bad_status,
            [](Draft& d) { d.payload["status"] = status_of({{"idx", -1}, {"uri", "u"}}); }},
        Row{"IndexText", Error::bad_status,
            [](Draft& d) { d.payload["status"] = status_of({{"idx", "1"}, {"uri", "u"}}); }},
        Row{"NoUri", Error::bad_status,
            [](Draft& d) { d.payload["status"] = status_of({{"idx", 1}, {"url", "u"}}); }},
        Row{"MoreThanAReference", Error::bad_status,
            [](Draft& d) {
              d.payload["status"] = status_of({{"idx", 1}, {"uri", "u"}, {"more", 1}});
            }}),
    names);

INSTANTIATE_TEST_SUITE_P(
    HolderKey, WalletClaimsRefusal,
    testing::Values(
        Row{"NoObject", Error::bad_holder_key, [](Draft& d) { d.payload["cnf"] = "key"; }},
        Row{"NoJwk", Error::bad_holder_key, [](Draft& d) { d.payload["cnf"] = {{"kid", "1"}}; }},
        Row{"JwkNoObject", Error::bad_holder_key,
            [](Draft& d) { d.payload["cnf"] = {{"jwk", "key"}}; }},
        Row{"MoreThanAJwk", Error::bad_holder_key,
            [](Draft& d) { d.payload["cnf"].as_object()["kid"] = "1"; }},
        Row{"NotOnCurve", Error::bad_holder_key,
            [](Draft& d) {
              json::object& jwk = d.payload["cnf"].as_object()["jwk"].as_object();
              jwk["y"] = jwk["x"];
            }},
        Row{"PrivateKey", Error::bad_holder_key,
            [](Draft& d) { d.payload["cnf"] = {{"jwk", test::TestSigner().private_jwk()}}; }}),
    names);

INSTANTIATE_TEST_SUITE_P(
    Disclosed, WalletClaimsRefusal,
    testing::Values(Row{"ForeignClaim", Error::unknown_claim,
                        [](Draft& d) { d.conceal("sub", "a"); }},
                    Row{"ForeignSector", Error::unknown_claim,
                        [](Draft& d) { d.conceal(d.services(), "housing", {"a"}); }},
                    Row{"SectorOnTheTopLevel", Error::unknown_claim,
                        [](Draft& d) { d.conceal("health", {"checkup"}); }},
                    Row{"NumberAmongServices", Error::unknown_claim,
                        [](Draft& d) { d.conceal(d.services(), "card_number", "YC26-00017-2"); }},
                    Row{"SecondIssuer", Error::bad_sd_jwt,
                        [](Draft& d) {
                          const json::value own = d.payload["iss"];
                          d.conceal("iss", "https://other.example");
                          d.payload["iss"] = own;
                        }},
                    Row{"ConcealedIss", Error::missing_claim,
                        [](Draft& d) { d.conceal("iss", d.payload["iss"]); }},
                    Row{"ConcealedNbf", Error::missing_claim,
                        [](Draft& d) { d.conceal("nbf", d.payload["nbf"]); }},
                    Row{"ConcealedExp", Error::missing_claim,
                        [](Draft& d) { d.conceal("exp", d.payload["exp"]); }},
                    Row{"ConcealedVct", Error::missing_claim,
                        [](Draft& d) { d.conceal("vct", d.payload["vct"]); }},
                    Row{"ConcealedStatus", Error::missing_claim,
                        [](Draft& d) { d.conceal("status", d.payload["status"]); }},
                    Row{"ConcealedServices", Error::missing_claim,
                        [](Draft& d) { d.conceal("services", d.payload["services"]); }},
                    Row{"ConcealedIndex", Error::bad_status,
                        [](Draft& d) {
                          d.conceal(d.payload["status"].as_object()["status_list"].as_object(),
                                    "idx", 1);
                        }},
                    Row{"ConcealedCnf", Error::unknown_claim,
                        [](Draft& d) { d.conceal("cnf", d.payload["cnf"]); }}),
    names);

INSTANTIATE_TEST_SUITE_P(
    Values, WalletClaimsRefusal,
    testing::Values(
        Row{"NumberWithoutHyphens", Error::bad_claim,
            [](Draft& d) { d.conceal("card_number", "YC26000172"); }},
        Row{"NumberWithWrongCheck", Error::bad_claim,
            [](Draft& d) { d.conceal("card_number", "YC26-00017-3"); }},
        Row{"NameEmpty", Error::bad_claim, [](Draft& d) { d.conceal("holder_name", ""); }},
        Row{"NameNumber", Error::bad_claim, [](Draft& d) { d.conceal("holder_name", 1); }},
        Row{"Last4Short", Error::bad_claim, [](Draft& d) { d.conceal("holder_id_last4", "013"); }},
        Row{"Last4Letters", Error::bad_claim,
            [](Draft& d) { d.conceal("holder_id_last4", "X013"); }},
        Row{"Last4SmallX", Error::bad_claim,
            [](Draft& d) { d.conceal("holder_id_last4", "001x"); }},
        Row{"EnterpriseEmpty", Error::bad_claim,
            [](Draft& d) { d.conceal("enterprise_name", ""); }},
        Row{"UsccWithWrongCheck", Error::bad_claim,
            [](Draft& d) { d.conceal("enterprise_uscc", "91410329FAKE000137"); }},
        Row{"CategoryUnknown", Error::bad_claim, [](Draft& d) { d.conceal("category", "guest"); }},
        Row{"CategoryNumber", Error::bad_claim, [](Draft& d) { d.conceal("category", 1); }},
        Row{"ServicesNoArray", Error::bad_claim,
            [](Draft& d) { d.conceal(d.services(), "health", "checkup"); }},
        Row{"ServicesEmpty", Error::bad_claim,
            [](Draft& d) { d.conceal(d.services(), "health", json::array()); }},
        Row{"ServiceNumber", Error::bad_claim,
            [](Draft& d) { d.conceal(d.services(), "health", {1}); }},
        Row{"ServiceEmpty", Error::bad_claim,
            [](Draft& d) { d.conceal(d.services(), "health", {""}); }}),
    names);

TEST(WalletClaims, AcceptTheLastCharacterX) {
  Draft made = draft();
  made.conceal("holder_id_last4", "001X");
  const auto token = WalletToken::parse(made.text());
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->verify(issuer().public_key())->holder_id_last4, "001X");
}

}  // namespace
}  // namespace servicecard
