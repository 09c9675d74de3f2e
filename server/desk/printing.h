#pragma once

#include <expected>
#include <string>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/claims.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "server/desk/card_error.h"
#include "server/desk/desk.h"

namespace servicecard::desk {

/// What stands on a printed card.
struct PrintableCard {
  CardNumber number;
  std::string holder;
  std::string enterprise;
  Category category = Category::principal;
  CivilDate first_day;
  CivilDate last_day;
  Bytes token;            ///< the printed credential
  bool specimen = false;  ///< of an enterprise that is visibly fake
};

/// Active cards alone are printed: what is lost, suspended or over is not made anew.
[[nodiscard]] std::expected<PrintableCard, CardError> printable_card(const Desk& desk, Time now,
                                                                     const CardNumber& number);

}  // namespace servicecard::desk
