#pragma once

#include <expected>
#include <string>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/claims.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "server/desk/card_error.h"
#include "server/desk/desk.h"
#include "server/store/cards.h"

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
[[nodiscard]] std::expected<PrintableCard, CardError> printable(const Desk& desk,
                                                                store::Reader& reader, Time now,
                                                                store::Card card);

/// Of all that stands on it: two that have the same look the same.
[[nodiscard]] Sha256 digest_of(const PrintableCard& card);

}  // namespace servicecard::desk
