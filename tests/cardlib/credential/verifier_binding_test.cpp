#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/sd_jwt.h"
#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

using std::chrono::seconds;

constexpr std::string_view nonce = "bm9uY2Vub25jZW5vbmNlbg";

/// A token that is bound to a holder's key, and a partner that awaits it.
class VerifierBindingTest : public VerifierTest {
 protected:
  [[nodiscard]] std::string bound_token() const {
    return test::wallet_token(claims_, card_key(), holder_.public_key());
  }
  [[nodiscard]] HolderChallenge challenge() const {
    return {.audience = audience_, .nonce = nonce, .now = now_};
  }
  [[nodiscard]] Question awaiting() const {
    Question asked = question();
    asked.challenge = Challenge{.audience = audience_, .nonce = nonce};
    return asked;
  }
  [[nodiscard]] std::string refusal_of(std::string_view text) const {
    return name_of(check(text, awaiting()));
  }

  const test::TestSigner holder_;
  const std::string audience_ = test::TestTrust::issuer().partner_audience("h1");
};

TEST_F(VerifierBindingTest, TakesABoundTokenFromItsHolder) {
  const std::string text = bind_presentation(bound_token(), challenge(), holder_);
  const Verification outcome = check(text, awaiting());
  EXPECT_EQ(name_of(outcome), "valid");
  EXPECT_TRUE(outcome.card->holder_bound());
}

TEST_F(VerifierBindingTest, RefusesABoundTokenWithoutItsBinding) {
  const Verification outcome = check(bound_token(), awaiting());
  EXPECT_EQ(name_of(outcome), "key_binding_missing");
  EXPECT_EQ(outcome.card, nullptr);
}

TEST_F(VerifierBindingTest, RefusesABoundTokenWhereNoneIsAwaited) {
  EXPECT_EQ(name_of(check(bind_presentation(bound_token(), challenge(), holder_))),
            "key_binding_not_awaited");
  EXPECT_EQ(name_of(check(bound_token())), "key_binding_not_awaited");
}

TEST_F(VerifierBindingTest, RefusesABindingToNoKey) {
  EXPECT_EQ(refusal_of(bind_presentation(wallet(), challenge(), holder_)),
            "unexpected_key_binding");
}

TEST_F(VerifierBindingTest, RefusesABindingOfAnotherKey) {
  EXPECT_EQ(refusal_of(bind_presentation(bound_token(), challenge(), test::TestSigner())),
            "key_binding_bad_signature");
  EXPECT_EQ(refusal_of(bind_presentation(bound_token(), challenge(), card_key())),
            "key_binding_bad_signature");
}

TEST_F(VerifierBindingTest, RefusesABindingForAnotherPartnerOrRequest) {
  HolderChallenge other = challenge();
  other.audience = "https://card.yichuan.example/partners/h2";
  EXPECT_EQ(refusal_of(bind_presentation(bound_token(), other, holder_)),
            "key_binding_wrong_audience");
  other = challenge();
  other.nonce = "b3RoZXJvdGhlcm90aGVyMA";
  EXPECT_EQ(refusal_of(bind_presentation(bound_token(), other, holder_)),
            "key_binding_wrong_nonce");
}

TEST_F(VerifierBindingTest, TakesABindingOfTheLastFiveMinutes) {
  for (const auto& [off, refusal] : {std::pair<int, std::string_view>{300, "valid"},
                                     {-300, "valid"},
                                     {301, "key_binding_wrong_time"},
                                     {-301, "key_binding_wrong_time"}}) {
    SCOPED_TRACE(off);
    HolderChallenge then = challenge();
    then.now += seconds(off);
    EXPECT_EQ(refusal_of(bind_presentation(bound_token(), then, holder_)), refusal);
  }
}

TEST_F(VerifierBindingTest, RefusesABindingOfOtherDisclosures) {
  const std::string token = bound_token();
  const std::string text = bind_presentation(token, challenge(), holder_);
  const std::size_t at = text.find('~');
  std::string less = text;
  less.erase(at, text.find('~', at + 1) - at);
  EXPECT_EQ(refusal_of(less), "key_binding_wrong_hash");
}

struct BindingRow {
  std::string_view name;
  std::string_view refusal;
  std::string_view type;
  std::function<void(json::object&)> spoil;
};

const BindingRow binding_rows[] = {
    {"untouched", "valid", "kb+jwt", [](json::object&) {}},
    {"another type", "key_binding_wrong_type", "dc+sd-jwt", [](json::object&) {}},
    {"no nonce", "key_binding_bad_claim", "kb+jwt", [](json::object& kb) { kb.erase("nonce"); }},
    {"iat is a text", "key_binding_bad_claim", "kb+jwt", [](json::object& kb) { kb["iat"] = "1"; }},
};

TEST_F(VerifierBindingTest, NamesWhatIsWrongWithABinding) {
  const std::string token = bound_token();
  for (const BindingRow& row : binding_rows) {
    SCOPED_TRACE(row.name);
    json::object claims{{"iat", now_.time_since_epoch().count()},
                        {"aud", audience_},
                        {"nonce", nonce},
                        {"sd_hash", sd_jwt::sd_hash(token)}};
    row.spoil(claims);
    EXPECT_EQ(refusal_of(token + sign_jwt(row.type, claims, holder_, KeyHint::none)), row.refusal);
  }
}

TEST_F(VerifierBindingTest, RefusesBearersWhereThePartnerDoes) {
  Question asked = awaiting();
  asked.bearers = Bearers::refused;
  EXPECT_EQ(name_of(check(wallet(), asked)), "bearer_refused");
  EXPECT_EQ(name_of(check(printed(), asked)), "bearer_refused");
  EXPECT_EQ(name_of(check(bind_presentation(bound_token(), challenge(), holder_), asked)), "valid");
}

}  // namespace
}  // namespace servicecard
