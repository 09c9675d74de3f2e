#pragma once

#include "cardlib/eligibility/document.h"
#include "cardlib/eligibility/rule.h"
#include "cardlib/identity/fen.h"

namespace servicecard {

/// What a policy's rules may refer to.
struct RuleContext {
  Fen threshold;
  int reference_year_offset;
};

/// Years after the day's in which a policy may look for a tax record.
inline constexpr int least_year_offset = -10;
inline constexpr int greatest_year_offset = 0;

/// Reads a rule and all the rules within it.
[[nodiscard]] Rule read_rule(const Element& element, const RuleContext& context);

/// `from` and `to` of an object, where they are; the other way round is a fault.
[[nodiscard]] DayRange read_days(const Element& element);

}  // namespace servicecard
