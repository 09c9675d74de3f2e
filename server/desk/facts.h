#pragma once

#include <cstdint>
#include <optional>

#include "cardlib/eligibility/facts.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/policies.h"
#include "server/store/reader.h"

namespace servicecard::desk {

/// What is on record of an enterprise, as a policy asks for it.
[[nodiscard]] EnterpriseFacts facts_of(store::Reader& reader, std::int64_t enterprise_id);

/// A policy and the row that holds it, to which decisions and cards refer.
struct StoredPolicy {
  std::int64_t id = 0;
  Policy policy;
};

using store::chosen_policy_setting;

/// The version of the county's policy that is in force on that day; nothing where there is none.
[[nodiscard]] std::optional<StoredPolicy> policy_on(store::Reader& reader, CivilDate day);

}  // namespace servicecard::desk
