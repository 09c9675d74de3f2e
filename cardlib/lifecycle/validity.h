#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/card_state.h"

namespace servicecard {

enum class ValidityError {
  contract_ended,  ///< the person's contract ends before the card would begin
  policy_ended,    ///< the policy's last day of validity comes before the card would begin
};

[[nodiscard]] std::string_view to_string(ValidityError error);

/// From 00:00 of the first day until 00:00 of the day after the last: the policy's last day, in the
/// year that it names, or the last day of the person's contract where that comes earlier. A first
/// card begins on the day of its approval, a renewal's successor on the day on which the card
/// before it expires (`day_of(expires)`).
[[nodiscard]] std::expected<Validity, ValidityError> validity_from(
    const Policy& policy, CivilDate first_day, std::optional<CivilDate> contract_end);

enum class RenewalWindow : std::uint8_t {
  not_open,  ///< too early
  open,
  over,  ///< the card has expired: a new application, not a renewal
};

/// Whether a card of that validity can be renewed now.
[[nodiscard]] RenewalWindow renewal_window(const Policy& policy, const Validity& validity,
                                           Time now);

}  // namespace servicecard
