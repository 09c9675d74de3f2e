#include "cardlib/eligibility/policy.h"

#include <algorithm>

namespace servicecard {

std::string_view to_string(PolicyError error) {
  switch (error) {
    case PolicyError::not_json:
      return "not_json";
    case PolicyError::missing:
      return "missing";
    case PolicyError::unknown_member:
      return "unknown_member";
    case PolicyError::wrong_type:
      return "wrong_type";
    case PolicyError::out_of_range:
      return "out_of_range";
    case PolicyError::bad_format:
      return "bad_format";
    case PolicyError::unknown_name:
      return "unknown_name";
    case PolicyError::duplicate:
      return "duplicate";
    case PolicyError::wrong_order:
      return "wrong_order";
  }
  return {};
}

const Service* Policy::find_service(std::string_view code) const {
  const auto found = std::ranges::find(terms_.services, code, &Service::code);
  return found == terms_.services.end() ? nullptr : &*found;
}

DayRange Policy::period_of(UsePeriod kind, CivilDate day) const {
  const MonthDay end =
      kind == UsePeriod::policy_year ? terms_.validity.last_day : MonthDay{.month = 12, .day = 31};
  const CivilDate end_this_year = end.in(day.year());
  const int last_year = day <= end_this_year ? day.year() : day.year() + 1;
  return {.from = end.in(last_year - 1).plus_days(1), .to = end.in(last_year)};
}

}  // namespace servicecard
