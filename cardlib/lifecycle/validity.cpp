#include "cardlib/lifecycle/validity.h"

#include <algorithm>
#include <chrono>

namespace servicecard {

std::string_view to_string(ValidityError error) {
  switch (error) {
    case ValidityError::contract_ended:
      return "contract_ended";
    case ValidityError::policy_ended:
      return "policy_ended";
  }
  return {};
}

std::expected<Validity, ValidityError> validity_from(const Policy& policy, CivilDate first_day,
                                                     std::optional<CivilDate> contract_end) {
  const ValidityTerms& terms = policy.terms().validity;
  const CivilDate policy_end = terms.last_day.in(first_day.year() + terms.years_after);
  if (policy_end < first_day) return std::unexpected(ValidityError::policy_ended);
  const CivilDate last_day = std::min(policy_end, contract_end.value_or(policy_end));
  if (last_day < first_day) return std::unexpected(ValidityError::contract_ended);
  return Validity{.not_before = start_of(first_day), .expires = start_of(last_day.plus_days(1))};
}

RenewalWindow renewal_window(const Policy& policy, const Validity& validity, Time now) {
  if (now >= validity.expires) return RenewalWindow::over;
  const Time opens = validity.expires - std::chrono::days{policy.terms().renewal_days};
  return now < opens ? RenewalWindow::not_open : RenewalWindow::open;
}

}  // namespace servicecard
