#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "cardlib/credential/trust_list.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/eligibility/service.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"

/// Receipts of used services: for the file of a patient, a customer or a pupil, checked later by
/// anybody with the issuer's public key (docs/receipts.md).
namespace servicecard {

/// `typ` of a receipt, a JWT (RFC 7519) with ES256, signed by a key of purpose `receipt`.
inline constexpr std::string_view receipt_type = "receipt+jwt";

/// That a service was used. Nothing of the holder but the number of the card.
struct Receipt {
  std::string code;          ///< `jti`: a short text for print, by which the issuer knows it
  Time issued_at;            ///< `iat`
  std::string partner;       ///< its id
  std::string partner_name;  ///< as it was then
  std::string service;       ///< code of the catalogue
  BilingualText service_name;
  Beneficiary beneficiary = Beneficiary::self;  ///< `for`
  CardNumber card_number;
  CivilDate used_on;

  bool operator==(const Receipt&) const = default;
};

enum class ReceiptError : std::uint8_t {
  malformed,      ///< no JWS as strict as ours, or a header parameter that must not be there
  wrong_type,     ///< another kind of token
  unknown_key,    ///< none of the issuer's that signed receipts then
  bad_signature,  ///< does not verify with the key that it names
  wrong_issuer,   ///< `iss` is not the trust list's
  bad_claim,      ///< a claim is absent, unknown, of another type or out of range
};

[[nodiscard]] std::string_view to_string(ReceiptError error);

[[nodiscard]] std::string sign_receipt(const Receipt& receipt, const Issuer& issuer,
                                       const Signer& signer);

/// A receipt has no end: retired keys verify it as well, only a revoked one does not. Whether the
/// use was voided since, the issuer alone can say.
[[nodiscard]] std::expected<Receipt, ReceiptError> verify_receipt(std::string_view token,
                                                                  const TrustList& trust_list);

}  // namespace servicecard
