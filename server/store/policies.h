#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

struct NewPolicy {
  std::string name;  ///< the document's `id`
  std::int64_t version = 0;
  std::string document;  ///< JSON
  CivilDate effective_from;
  std::optional<CivilDate> effective_until;  ///< the last day
  std::string entered_by;
  Time entered_at;
};

struct PolicyRow {
  std::int64_t id = 0;
  std::string name;
  std::int64_t version = 0;
  std::string document;
  CivilDate effective_from;
  std::optional<CivilDate> effective_until;
  std::string entered_by;
  Time entered_at;
};

struct NewDecision {
  std::int64_t policy_id = 0;
  std::string verdict;
  std::string document;  ///< inputs and trace, JSON
  Time made_at;
};

struct DecisionRow {
  std::int64_t id = 0;
  std::int64_t policy_id = 0;
  std::string verdict;
  std::string document;
  Time made_at;
};

/// The setting that names the policy which the county has chosen.
inline constexpr const char* chosen_policy_setting = "policy";

namespace policies {

/// Nothing where that version of that policy is there already: a version never changes.
[[nodiscard]] std::optional<std::int64_t> add(Transaction& transaction, const NewPolicy& policy);
[[nodiscard]] std::optional<PolicyRow> find(Reader& reader, std::int64_t id);
/// The highest version of that policy that is in force on that day.
[[nodiscard]] std::optional<PolicyRow> in_force(Reader& reader, const std::string& name,
                                                CivilDate day);
/// Every version of every policy, the newest last.
[[nodiscard]] std::vector<PolicyRow> list(Reader& reader);

}  // namespace policies

namespace decisions {

[[nodiscard]] std::int64_t add(Transaction& transaction, const NewDecision& decision);
[[nodiscard]] std::optional<DecisionRow> find(Reader& reader, std::int64_t id);

}  // namespace decisions
}  // namespace servicecard::store
