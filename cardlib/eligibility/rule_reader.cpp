#include "cardlib/eligibility/rule_reader.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servicecard {
namespace {

constexpr std::size_t most_rules = 20;

std::vector<Rule> read_rules(const Element& element, const RuleContext& context) {
  std::vector<Rule> rules;
  for (const Element& item : element.items(1, most_rules)) {
    rules.push_back(read_rule(item, context));
  }
  return rules;
}

Comparison comparison_named(std::string_view name) {
  if (name == "more_than") return Comparison::more_than;
  if (name == "at_least") return Comparison::at_least;
  if (name == "less_than") return Comparison::less_than;
  return Comparison::at_most;
}

TaxCompares read_tax(const Element& element, const RuleContext& context) {
  TaxCompares rule{.comparison = Comparison::more_than,
                   .amount = context.threshold,
                   .year_offset = context.reference_year_offset};
  element.refuse_members_but({"more_than", "at_least", "less_than", "at_most", "year"});
  if (const Element year = element.optional_member("year"); year.present()) {
    rule.year_offset = static_cast<int>(year.integer(least_year_offset, greatest_year_offset));
  }
  std::size_t comparisons = 0;
  for (const std::string_view name : {"more_than", "at_least", "less_than", "at_most"}) {
    const Element amount = element.optional_member(name);
    if (!amount.present()) continue;
    ++comparisons;
    rule.comparison = comparison_named(name);
    if (amount.string() != "threshold") rule.amount = amount.yuan();
  }
  if (comparisons != 1) {
    element.fault(PolicyError::missing,
                  "write an object with exactly one of \"more_than\", \"at_least\", \"less_than\", "
                  "\"at_most\"");
  }
  return rule;
}

HoldsDesignation read_designation(const Element& element) {
  const auto designation = parse_designation(element.string());
  if (!designation) {
    element.fault(PolicyError::unknown_name,
                  "write one of \"key\", \"high_growth\", \"listed\", \"high_tech\", "
                  "\"tech_sme\", \"srdi\"");
  }
  return {designation.value_or(Designation::key)};
}

CreditIs read_credit(const Element& element) {
  const auto status = parse_credit_status(element.string());
  if (!status || *status == CreditStatus::unknown) {
    element.fault(PolicyError::unknown_name, R"(write "good" or "dishonest")");
  }
  return {status.value_or(CreditStatus::good)};
}

DayWithin read_day_within(const Element& element) {
  element.refuse_members_but({"from", "to"});
  const DayRange days = read_days(element);
  if (!days.from && !days.to) {
    element.fault(PolicyError::missing, R"(write an object with "from", "to" or both)");
  }
  return {days};
}

}  // namespace

DayRange read_days(const Element& element) {
  DayRange days;
  const Element from = element.optional_member("from");
  const Element to = element.optional_member("to");
  if (from.present()) days.from = from.day();
  if (to.present()) days.to = to.day();
  if (days.from && days.to && *days.to < *days.from) {
    to.fault(PolicyError::wrong_order, "let the last day not come before the first");
  }
  return days;
}

Rule read_rule(const Element& element, const RuleContext& context) {
  const auto kind =
      element.only_member({"all", "any", "not", "designation", "tax", "credit", "date"});
  if (!kind) return {AllOf{}};
  const Element content = element.member(*kind);
  if (*kind == "all") return {AllOf{read_rules(content, context)}};
  if (*kind == "any") return {AnyOf{read_rules(content, context)}};
  if (*kind == "not") return {Not{std::make_shared<const Rule>(read_rule(content, context))}};
  if (*kind == "designation") return {read_designation(content)};
  if (*kind == "tax") return {read_tax(content, context)};
  if (*kind == "credit") return {read_credit(content)};
  return {read_day_within(content)};
}

}  // namespace servicecard
