#include "cardlib/credential/receipt.h"

#include <optional>
#include <utility>

#include "cardlib/credential/json_members.h"
#include "cardlib/credential/jws.h"

namespace servicecard {
namespace {

json::object claims_of(const Receipt& receipt, const Issuer& issuer) {
  return {{"iss", issuer.str()},
          {"iat", seconds_of(receipt.issued_at)},
          {"jti", receipt.code},
          {"partner", receipt.partner},
          {"partner_name", receipt.partner_name},
          {"service", receipt.service},
          {"service_name", {{"zh", receipt.service_name.zh}, {"en", receipt.service_name.en}}},
          {"for", to_string(receipt.beneficiary)},
          {"card_number", receipt.card_number.str()},
          {"used_on", receipt.used_on.str()}};
}

std::string text_of(const json::object& claims, std::string_view name) {
  return std::string(json::text_member(claims, name).value_or(std::string_view()));
}

BilingualText name_of(const json::object& claims) {
  const json::object* const name = json::object_member(claims, "service_name");
  if (name == nullptr) return {};
  return {.zh = text_of(*name, "zh"), .en = text_of(*name, "en")};
}

// What is absent or of another type is empty here, and so does not give the same octets again.
std::optional<Receipt> receipt_of(const json::object& claims) {
  const auto issued_at = time_member(claims, "iat");
  const auto beneficiary = parse_beneficiary(text_of(claims, "for"));
  const auto number = CardNumber::parse(text_of(claims, "card_number"));
  const auto used_on = CivilDate::parse(text_of(claims, "used_on"));
  if (!issued_at || !beneficiary || !number || !used_on) return std::nullopt;
  return Receipt{.code = text_of(claims, "jti"),
                 .issued_at = *issued_at,
                 .partner = text_of(claims, "partner"),
                 .partner_name = text_of(claims, "partner_name"),
                 .service = text_of(claims, "service"),
                 .service_name = name_of(claims),
                 .beneficiary = *beneficiary,
                 .card_number = *number,
                 .used_on = *used_on};
}

const TrustedKey* key_of(const ParsedJwt& jwt, const TrustList& trust_list) {
  constexpr std::size_t our_members = 3;  // alg, typ, kid
  if (!jwt.kid || jwt.header.size() != our_members) return nullptr;
  const auto key = trust_list.find(*jwt.kid, KeyPurpose::receipt);
  return key && !refusal_by_state(**key) ? *key : nullptr;
}

}  // namespace

std::string_view to_string(ReceiptError error) {
  switch (error) {
    case ReceiptError::malformed:
      return "malformed";
    case ReceiptError::wrong_type:
      return "wrong_type";
    case ReceiptError::unknown_key:
      return "unknown_key";
    case ReceiptError::bad_signature:
      return "bad_signature";
    case ReceiptError::wrong_issuer:
      return "wrong_issuer";
    case ReceiptError::bad_claim:
      return "bad_claim";
  }
  return {};
}

std::string sign_receipt(const Receipt& receipt, const Issuer& issuer, const Signer& signer) {
  return sign_jwt(receipt_type, claims_of(receipt, issuer), signer);
}

std::expected<Receipt, ReceiptError> verify_receipt(std::string_view token,
                                                    const TrustList& trust_list) {
  const auto jwt = parse_jwt(token);
  if (!jwt) return std::unexpected(ReceiptError::malformed);
  if (jwt->typ != receipt_type) return std::unexpected(ReceiptError::wrong_type);
  const TrustedKey* const key = key_of(*jwt, trust_list);
  if (key == nullptr) return std::unexpected(ReceiptError::unknown_key);
  if (!verify(*jwt, key->key)) return std::unexpected(ReceiptError::bad_signature);
  if (text_of(jwt->claims, "iss") != trust_list.issuer().str()) {
    return std::unexpected(ReceiptError::wrong_issuer);
  }
  auto receipt = receipt_of(jwt->claims);
  const bool ours =
      receipt && json::serialize(claims_of(*receipt, trust_list.issuer())) == jwt->payload;
  if (!ours) return std::unexpected(ReceiptError::bad_claim);
  return *std::move(receipt);
}

}  // namespace servicecard
