#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cardlib/eligibility/day_range.h"
#include "cardlib/eligibility/rule.h"
#include "cardlib/eligibility/service.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"

namespace servicecard {

/// How many live cards an enterprise may have once its tax is above an amount.
struct QuotaTier {
  std::optional<Fen> above;  ///< strictly; absent in the first tier, which holds from the ground up
  int cards = 0;
};

/// Tiers for enterprises of one ground, by the tax of the reference year; amounts rise.
struct QuotaGround {
  Rule ground;
  std::vector<QuotaTier> tiers;
};

/// A day that every year has, so never 29 February.
struct MonthDay {
  unsigned month;
  unsigned day;

  [[nodiscard]] CivilDate in(int year) const { return CivilDate::of(year, month, day).value(); }
};

/// Until when a card is valid at most.
struct ValidityTerms {
  MonthDay last_day;
  int years_after;  ///< after the year in which the card begins
};

/// What a policy says. Nothing of it is a constant of the program.
struct PolicyTerms {
  std::string id;  ///< `default`
  int version;     ///< 1 and up; a change of anything is a new version
  BilingualText title;
  std::string document_number;  ///< 文号
  DayRange effective;           ///< always has a first day
  std::string county_code;      ///< the first two letters of card numbers
  int reference_year_offset;    ///< −1: the last full calendar year
  Fen threshold;
  Rule eligible;
  std::vector<QuotaGround> quota;
  ValidityTerms validity;
  int grace_days;    ///< from an annual review's finding to the lapse
  int renewal_days;  ///< before its end, from when a card can be renewed
  std::vector<Service> services;
};

enum class PolicyError {
  not_json,        ///< the text is no JSON of the strict profile
  missing,         ///< a member that must be there is not
  unknown_member,  ///< a member that a policy does not have
  wrong_type,
  out_of_range,  ///< a number, or a number of items, outside its limits
  bad_format,    ///< a text that is not written as it must be
  unknown_name,  ///< none of the names that can stand here
  duplicate,     ///< something stands twice that must be unique
  wrong_order,   ///< an end before its beginning, or amounts that do not rise
};

[[nodiscard]] std::string_view to_string(PolicyError error);

/// One thing that is wrong with a policy document.
struct PolicyFault {
  PolicyError error;
  std::string path;    ///< JSON Pointer (RFC 6901): `/quota/0/tiers/1/above`; empty for the whole
  std::string advice;  ///< what to do, in English
};

/// A policy, 政策, as `schema/policy.schema.json` describes it. One that breaks a rule of that
/// schema, or contradicts itself in a way that the schema cannot say, cannot exist.
class Policy {
 public:
  /// All that is wrong, in the order of the document's schema.
  [[nodiscard]] static std::expected<Policy, std::vector<PolicyFault>> parse(std::string_view text);

  [[nodiscard]] const PolicyTerms& terms() const { return terms_; }

  [[nodiscard]] bool in_force_on(CivilDate day) const { return terms_.effective.contains(day); }

  /// The calendar year whose tax counts on that day.
  [[nodiscard]] int reference_year(CivilDate day) const {
    return day.year() + terms_.reference_year_offset;
  }

  /// The catalogue's entry; null where there is none.
  [[nodiscard]] const Service* find_service(std::string_view code) const;

  /// The period of that kind in which the day lies; both ends are there.
  [[nodiscard]] DayRange period_of(UsePeriod kind, CivilDate day) const;

 private:
  explicit Policy(PolicyTerms terms) : terms_(std::move(terms)) {}
  PolicyTerms terms_;
};

}  // namespace servicecard
