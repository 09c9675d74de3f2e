#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/eligibility/policy.h"
#include "cardlib/eligibility/policy_check.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/store/policies.h"

/// The county's policies, version by version.
namespace servicecard::desk {

/// The setting that names the county: the first two letters of its card numbers.
inline constexpr const char* county_setting = "county";

enum class PublishError {
  malformed,       ///< not a policy document: see the faults
  contradictory,   ///< it would not do what its author means: see the findings
  another_county,  ///< its `county_code` is not this county's
  not_newer,       ///< its version is not above every other one of the same id
  gap,             ///< of another id than the policy in use, and not in force today
};

/// `"policy-malformed"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(PublishError error);

struct PublishRefusal {
  PublishError error;
  std::vector<PolicyFault> faults{};
  std::vector<PolicyFinding> findings{};
};

/// A version and the document number (文号) in it.
struct PolicyView {
  store::PolicyRow row;
  std::string document_number;
};

/// The newest first.
[[nodiscard]] std::vector<PolicyView> list_policies(const Desk& desk);
/// The document in force on that day; nothing where there is none.
[[nodiscard]] std::optional<std::string> current_policy(const Desk& desk, CivilDate day);

/// The policy in a document that has neither faults nor findings.
[[nodiscard]] std::expected<Policy, PublishRefusal> read_policy(const std::string& document);

/// Puts a version in force from its effective day, and makes its id the county's policy.
[[nodiscard]] std::expected<PolicyView, PublishRefusal> publish_policy(const Desk& desk,
                                                                       const access::Act& act,
                                                                       const std::string& document);

}  // namespace servicecard::desk
