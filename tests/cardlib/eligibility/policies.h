#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "cardlib/eligibility/facts.h"
#include "cardlib/eligibility/policy.h"

/// Policies and facts for tests.
namespace servicecard::test {

/// The text of schema/policies/NAME.json.
[[nodiscard]] std::string shipped_text(std::string_view name);
/// That policy, or an exception that says what is wrong with it.
[[nodiscard]] Policy shipped(std::string_view name);

/// The default policy's text with another JSON value at a place (JSON Pointer); an empty value
/// removes what is there.
[[nodiscard]] std::string edited(std::string_view pointer, std::string_view json_value);
/// The policy of that text, or an exception that says what is wrong with it.
[[nodiscard]] Policy parsed(std::string_view text);
/// The default policy with that rule for `eligible`.
[[nodiscard]] Policy with_rule(std::string_view rule);

[[nodiscard]] CivilDate day(std::string_view iso);
[[nodiscard]] Fen yuan(std::string_view amount);

/// Held from before all tests, without an end.
[[nodiscard]] HeldDesignation held(Designation designation);
[[nodiscard]] HeldDesignation held(Designation designation, std::string_view from,
                                   std::string_view to);

/// Confirmed and exact.
[[nodiscard]] TaxRecord tax(int year, std::string_view amount);
[[nodiscard]] TaxRecord tax(int year, std::string_view amount, TaxStanding standing);
/// Confirmed, from an amount in 万元.
[[nodiscard]] TaxRecord tax_in_wan(int year, std::string_view amount);

}  // namespace servicecard::test
