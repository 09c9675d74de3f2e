#include "cardlib/credential/receipt.h"

#include <string>

#include <gtest/gtest.h>

#include "cardlib/credential/jws.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using std::chrono::days;
using test::TestSigner;

constexpr Time now{std::chrono::seconds{1785542400}};  // 2026-08-01T00:00:00Z

const Issuer issuer = Issuer::parse("https://card.county.example").value();

Receipt sample() {
  return {.code = "7k2m-9qxd-03vh",
          .issued_at = now,
          .partner = "hospital",
          .partner_name = "伊川示例医院（虚构）",
          .service = "health.checkup",
          .service_name = {.zh = "免费健康体检", .en = "Free health check-up"},
          .beneficiary = Beneficiary::self,
          .card_number = CardNumber::parse("YC26-00017-2").value(),
          .used_on = day_of(now)};
}

// The root's list with one key.
TrustList listing(const TestSigner& signer, KeyPurpose purpose = KeyPurpose::receipt,
                  KeyState state = KeyState::active, const Issuer& of = issuer) {
  static const TestSigner root;
  const TrustListContent content{.issuer = of,
                                 .sequence = 1,
                                 .issued_at = now,
                                 .expires = now + days(90),
                                 .keys = {{.key = signer.public_key(),
                                           .purpose = purpose,
                                           .state = state,
                                           .created = now,
                                           .since = now,
                                           .expires = now + days(400)}},
                                 .next_root = std::nullopt};
  return TrustList::read(TrustList::sign(content, root).value(), root.public_key()).value();
}

ReceiptError refusal_of(std::string_view token, const TrustList& list) {
  const auto receipt = verify_receipt(token, list);
  return receipt ? ReceiptError{255} : receipt.error();
}

TEST(Receipt, SaysWhatItWasMadeOf) {
  const TestSigner signer;
  EXPECT_EQ(verify_receipt(sign_receipt(sample(), issuer, signer), listing(signer)), sample());
}

TEST(Receipt, IsStillReadWhenItsKeyIsRetired) {
  const TestSigner signer;
  const TrustList list = listing(signer, KeyPurpose::receipt, KeyState::retired);
  EXPECT_TRUE(verify_receipt(sign_receipt(sample(), issuer, signer), list));
}

TEST(Receipt, ProvesNothingByAKeyThatDoesNotSignReceipts) {
  const TestSigner signer;
  const TestSigner other;
  const std::string token = sign_receipt(sample(), issuer, signer);
  EXPECT_EQ(refusal_of(token, listing(other)), ReceiptError::unknown_key);
  EXPECT_EQ(refusal_of(token, listing(signer, KeyPurpose::card)), ReceiptError::unknown_key);
  EXPECT_EQ(refusal_of(token, listing(signer, KeyPurpose::receipt, KeyState::revoked)),
            ReceiptError::unknown_key);
  EXPECT_EQ(refusal_of(token, listing(signer, KeyPurpose::receipt, KeyState::pending)),
            ReceiptError::unknown_key);
}

TEST(Receipt, IsOfTheIssuerOfTheTrustList) {
  const TestSigner signer;
  const Issuer other = Issuer::parse("https://card.other.example").value();
  EXPECT_EQ(refusal_of(sign_receipt(sample(), other, signer), listing(signer)),
            ReceiptError::wrong_issuer);
}

TEST(Receipt, IsNoOtherKindOfToken) {
  const TestSigner signer;
  const auto receipt = parse_jwt(sign_receipt(sample(), issuer, signer)).value();
  EXPECT_EQ(refusal_of(sign_jwt("dc+sd-jwt", receipt.claims, signer), listing(signer)),
            ReceiptError::wrong_type);
}

TEST(Receipt, HasExactlyItsClaims) {
  const TestSigner signer;
  const auto claims = parse_jwt(sign_receipt(sample(), issuer, signer)).value().claims;
  for (const auto& claim : claims) {
    if (claim.key() == "iss") continue;  // another error has it
    json::object without = claims;
    without.erase(claim.key());
    EXPECT_EQ(refusal_of(sign_jwt(receipt_type, without, signer), listing(signer)),
              ReceiptError::bad_claim)
        << claim.key();
  }
  json::object more = claims;
  more["holder"] = "somebody";
  EXPECT_EQ(refusal_of(sign_jwt(receipt_type, more, signer), listing(signer)),
            ReceiptError::bad_claim);
}

TEST(Receipt, IsRefusedWithAnyCharacterChanged) {
  const TestSigner signer;
  const TrustList list = listing(signer);
  const std::string token = sign_receipt(sample(), issuer, signer);
  for (std::size_t at = 0; at < token.size(); ++at) {
    std::string changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_receipt(changed, list)) << at;
  }
}

}  // namespace
}  // namespace servicecard
