#include "server/counter/receipts.h"

#include <utility>

#include "cardlib/credential/receipt.h"
#include "server/access/readable_secret.h"

namespace servicecard::counter {

std::expected<SignedReceipt, UseError> make_receipt(const Office& office,
                                                    const store::Partner& partner,
                                                    const CardNumber& card, const Service& service,
                                                    const store::NewRedemption& use) {
  const auto signer = office.ring.signer(KeyPurpose::receipt, use.recorded_at, use.recorded_at);
  if (!signer) return std::unexpected(UseError::cannot_sign);
  constexpr std::size_t groups = 3;
  std::string code = access::make_readable_secret(groups, office.random);
  const Receipt receipt{.code = code,
                        .issued_at = use.recorded_at,
                        .partner = partner.id,
                        .partner_name = partner.name,
                        .service = service.code,
                        .service_name = service.name,
                        .beneficiary = use.beneficiary,
                        .card_number = card,
                        .used_on = day_of(use.used_at)};
  std::string jwt = sign_receipt(receipt, office.ring.issuer(), **signer);
  return SignedReceipt{.code = std::move(code), .jwt = std::move(jwt)};
}

}  // namespace servicecard::counter
