#include "cardlib/eligibility/service.h"

#include <algorithm>

#include "cardlib/codec/names.h"

namespace servicecard {

std::string_view to_string(Beneficiary beneficiary) {
  switch (beneficiary) {
    case Beneficiary::self:
      return "self";
    case Beneficiary::spouse:
      return "spouse";
    case Beneficiary::child:
      return "child";
    case Beneficiary::parent:
      return "parent";
  }
  return {};
}

std::optional<Beneficiary> parse_beneficiary(std::string_view name) {
  return find_by_name(all_beneficiaries, name);
}

Bilingual text_of(Beneficiary beneficiary) {
  switch (beneficiary) {
    case Beneficiary::self:
      return {"本人", "holder"};
    case Beneficiary::spouse:
      return {"配偶", "spouse"};
    case Beneficiary::child:
      return {"子女", "child"};
    case Beneficiary::parent:
      return {"父母", "parent"};
  }
  return {};
}

std::string_view to_string(UsePeriod period) {
  switch (period) {
    case UsePeriod::calendar_year:
      return "calendar_year";
    case UsePeriod::policy_year:
      return "policy_year";
  }
  return {};
}

std::optional<UsePeriod> parse_use_period(std::string_view name) {
  return find_by_name(all_use_periods, name);
}

bool Service::is_for(Beneficiary beneficiary) const {
  return std::ranges::find(beneficiaries, beneficiary) != beneficiaries.end();
}

}  // namespace servicecard
