#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "cardlib/credential/verifier.h"
#include "tests/support/fake_sources.h"
#include "tests/support/forge.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_trust.h"

namespace servicecard {

/// A card in both its forms and a county that issued it, with everything good.
class VerifierTest : public testing::Test {
 protected:
  [[nodiscard]] const test::TestSigner& card_key() const { return trust_.signer(KeyPurpose::card); }
  [[nodiscard]] std::string wallet() const { return test::wallet_token(claims_, card_key()); }
  [[nodiscard]] std::string printed() const { return test::printed_token(claims_, card_key()); }

  /// Checks with the list as it is now.
  [[nodiscard]] Verification check(std::string_view text, const Question& question) const {
    const test::FakeTrust trust(trust_.list_of(list_));
    return Verifier(trust, status_, &ledger_).verify(text, question);
  }
  [[nodiscard]] Verification check(std::string_view text) const { return check(text, question()); }

  [[nodiscard]] Question question() const { return {.now = now_}; }
  [[nodiscard]] Question question_at(Time now) const {
    Question asked = question();
    asked.now = now;
    return asked;
  }

  const Time now_ = test::sample_now();
  const test::TestTrust trust_{now_ - std::chrono::hours(2)};
  TrustListContent list_ = trust_.content();
  CardClaims claims_ = test::sample_claims();
  test::FakeStatus status_;
  test::FakeLedger ledger_;
};

/// The name of what came out: the refusal's, or `valid`.
inline std::string name_of(const Verification& outcome) {
  return outcome.refusal ? std::string(to_string(*outcome.refusal)) : "valid";
}

}  // namespace servicecard
