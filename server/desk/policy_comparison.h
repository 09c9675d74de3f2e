#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/eligibility/decision.h"
#include "cardlib/eligibility/quota.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/uscc.h"
#include "server/desk/desk.h"
#include "server/desk/policies.h"
#include "server/store/page.h"

/// 政策比对: what another policy would change, before it takes effect.
namespace servicecard::desk {

struct ComparedEnterprise {
  std::int64_t id = 0;
  Uscc uscc;
  std::string name;
  std::int64_t live_cards = 0;
  Decision before;
  Decision after;
  CardQuota quota_before;
  CardQuota quota_after;

  /// In its outcome or in how many cards it may have.
  [[nodiscard]] bool is_changed() const {
    return before.outcome != after.outcome || quota_before.certain != quota_after.certain;
  }
};

/// Enterprises that go from one outcome to another, or keep theirs.
struct OutcomeChange {
  Outcome before = Outcome::pending;
  Outcome after = Outcome::pending;
  std::int64_t enterprises = 0;
  std::int64_t live_cards = 0;  ///< theirs
};

struct QuotaChanges {
  std::int64_t raised = 0;   ///< enterprises that may have more cards
  std::int64_t lowered = 0;  ///< fewer
  std::int64_t over = 0;     ///< of those: with more live cards than they may have then
  std::int64_t places_before = 0;
  std::int64_t places_after = 0;
};

struct PolicyName {
  std::string id;
  int version = 0;
};

struct PolicyComparison {
  CivilDate day;
  PolicyName before;  ///< the policy in force on that day
  PolicyName after;
  std::vector<OutcomeChange> outcomes;  ///< those that occur
  QuotaChanges quotas;
  std::vector<ComparedEnterprise> enterprises;  ///< a page of them
};

enum class ComparedRows : std::uint8_t { changed, all };

struct ComparisonQuery {
  CivilDate day;
  ComparedRows rows = ComparedRows::changed;
  store::Page page;
};

/// Why there is no comparison: what is wrong with the document, or no policy is in force that day.
struct ComparisonRefusal {
  std::optional<PublishRefusal> document;
};

/// Decides for every enterprise by the policy in force on that day and by the document, as if both
/// were in force. It reads alone, and in bounded memory.
[[nodiscard]] std::expected<PolicyComparison, ComparisonRefusal> compare_policy(
    const Desk& desk, Time now, const std::string& document, const ComparisonQuery& query);

}  // namespace servicecard::desk
