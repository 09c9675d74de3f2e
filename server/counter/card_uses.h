#pragma once

#include <expected>
#include <vector>

#include "cardlib/identity/card_number.h"
#include "server/counter/office.h"
#include "server/counter/redemptions.h"
#include "server/counter/use_error.h"
#include "server/store/refusals.h"
#include "server/store/verifications.h"

/// What counters did with one card, for the desk: each list the newest first, `no_such_card` where
/// there is none.
namespace servicecard::counter {

template <class Row>
using RowsOfCard = std::expected<std::vector<Row>, UseRefusal>;

[[nodiscard]] RowsOfCard<store::Verification> verifications_of(const Office& office,
                                                               const CardNumber& card,
                                                               store::Page page);
[[nodiscard]] RowsOfCard<UseView> uses_of(const Office& office, const CardNumber& card,
                                          store::Page page);
[[nodiscard]] RowsOfCard<store::TurnAway> refusals_of(const Office& office, const CardNumber& card,
                                                      store::Page page);

}  // namespace servicecard::counter
