#pragma once

#include <expected>
#include <string>

#include "cardlib/eligibility/service.h"
#include "cardlib/identity/card_number.h"
#include "server/counter/office.h"
#include "server/counter/use_error.h"
#include "server/store/redemptions.h"

namespace servicecard::counter {

struct SignedReceipt {
  std::string code;  ///< 60 random bits, for print: `7k2m-9qxd-03vh`
  std::string jwt;
};

/// Signs the receipt of a use that is about to be recorded: in its transaction, so that none leaves
/// without the record. `cannot_sign` where no key does.
[[nodiscard]] std::expected<SignedReceipt, UseError> make_receipt(const Office& office,
                                                                  const store::Partner& partner,
                                                                  const CardNumber& card,
                                                                  const Service& service,
                                                                  const store::NewRedemption& use);

}  // namespace servicecard::counter
