#include "tests/cardlib/eligibility/policies.h"

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/support/vectors.h"

namespace servicecard::test {

std::string shipped_text(std::string_view name) {
  return read_file(std::filesystem::path(SERVICECARD_SCHEMA_DIR) / "policies" /
                   (std::string(name) + ".json"));
}

Policy parsed(std::string_view text) {
  auto policy = Policy::parse(text);
  if (policy) return *std::move(policy);
  std::string what = "not a policy:";
  for (const PolicyFault& fault : policy.error()) {
    what += "\n" + fault.path + " " + std::string(to_string(fault.error)) + ": " + fault.advice;
  }
  throw std::runtime_error(what);
}

Policy shipped(std::string_view name) { return parsed(shipped_text(name)); }

std::string edited(std::string_view pointer, std::string_view json_value) {
  boost::json::value document = boost::json::parse(shipped_text("default"));
  const std::size_t slash = pointer.rfind('/');
  const std::string_view name = pointer.substr(slash + 1);
  boost::json::value& parent = document.at_pointer(pointer.substr(0, slash));
  if (parent.is_array()) {
    parent.as_array().at(std::stoul(std::string(name))) = boost::json::parse(json_value);
  } else if (json_value.empty()) {
    parent.as_object().erase(name);
  } else {
    parent.as_object()[name] = boost::json::parse(json_value);
  }
  return boost::json::serialize(document);
}

Policy with_rule(std::string_view rule) { return parsed(edited("/eligible", rule)); }

CivilDate day(std::string_view iso) { return CivilDate::parse(iso).value(); }

Fen yuan(std::string_view amount) { return Fen::parse(amount).value(); }

HeldDesignation held(Designation designation) {
  return {.designation = designation, .days = {.from = day("2020-01-01"), .to = {}}};
}

HeldDesignation held(Designation designation, std::string_view from, std::string_view to) {
  return {.designation = designation, .days = {.from = day(from), .to = day(to)}};
}

TaxRecord tax(int year, std::string_view amount) {
  return tax(year, amount, TaxStanding::confirmed);
}

TaxRecord tax(int year, std::string_view amount, TaxStanding standing) {
  return {.year = year, .amount = FenRange(yuan(amount)), .standing = standing};
}

TaxRecord tax_in_wan(int year, std::string_view amount) {
  return {.year = year,
          .amount = FenRange::parse_wan(amount).value(),
          .standing = TaxStanding::confirmed};
}

}  // namespace servicecard::test
