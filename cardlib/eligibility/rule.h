#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "cardlib/eligibility/day_range.h"
#include "cardlib/eligibility/facts.h"
#include "cardlib/identity/fen.h"

namespace servicecard {

struct Rule;

/// Every one of the rules holds.
struct AllOf {
  std::vector<Rule> rules;
};

/// One of the rules holds, or more.
struct AnyOf {
  std::vector<Rule> rules;
};

struct Not {
  std::shared_ptr<const Rule> rule;
};

/// The enterprise holds the designation on the day.
struct HoldsDesignation {
  Designation designation;
};

enum class Comparison : std::uint8_t { more_than, at_least, less_than, at_most };

/// The tax of a year, so many years after the day's (−1: the last full year), against an amount.
struct TaxCompares {
  Comparison comparison;
  Fen amount;
  int year_offset;
};

struct CreditIs {
  CreditStatus status;
};

/// The day itself lies in a range.
struct DayWithin {
  DayRange days;
};

/// A policy's rule: a tree of data, walked by `evaluate`.
struct Rule {
  std::variant<AllOf, AnyOf, Not, HoldsDesignation, TaxCompares, CreditIs, DayWithin> node;
};

}  // namespace servicecard
