#include "server/desk/policy_comparison.h"

#include <algorithm>
#include <utility>

#include "cardlib/eligibility/evaluator.h"
#include "server/desk/facts.h"
#include "server/store/cards.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

constexpr std::int64_t batch_size = 500;

ComparedEnterprise compared(store::Reader& reader, const store::Enterprise& row,
                            const Policy& before, const Policy& after, CivilDate day, Time now) {
  const EnterpriseFacts facts = facts_of(reader, row.id);
  return {.id = row.id,
          .uscc = row.uscc,
          .name = row.name,
          .live_cards = store::cards::count_live(reader, row.id, now),
          .before = decide(before, facts, day),
          .after = decide(after, facts, day),
          .quota_before = card_quota(before, facts, day),
          .quota_after = card_quota(after, facts, day)};
}

/// Every enterprise in the order of their ids, a batch at a time.
template <class Visit>
void for_each_enterprise(store::Reader& reader, CivilDate day, Visit visit) {
  const store::EnterpriseFilter everything{
      .text = std::nullopt, .designation = std::nullopt, .day = day, .order = {}};
  store::Page page{.limit = batch_size, .after = 0};
  while (true) {
    const auto rows = store::enterprises::list(reader, everything, page);
    for (const store::Enterprise& row : rows) visit(row);
    if (std::cmp_less(rows.size(), batch_size)) return;
    page.after = rows.back().id;
  }
}

void count(PolicyComparison& comparison, const ComparedEnterprise& enterprise) {
  const auto same = [&](const OutcomeChange& change) {
    return change.before == enterprise.before.outcome && change.after == enterprise.after.outcome;
  };
  auto found = std::ranges::find_if(comparison.outcomes, same);
  if (found == comparison.outcomes.end()) {
    found = comparison.outcomes.insert(found, OutcomeChange{.before = enterprise.before.outcome,
                                                            .after = enterprise.after.outcome,
                                                            .enterprises = 0,
                                                            .live_cards = 0});
  }
  ++found->enterprises;
  found->live_cards += enterprise.live_cards;
  const int before = enterprise.quota_before.certain;
  const int after = enterprise.quota_after.certain;
  QuotaChanges& quotas = comparison.quotas;
  quotas.places_before += before;
  quotas.places_after += after;
  quotas.raised += after > before ? 1 : 0;
  quotas.lowered += after < before ? 1 : 0;
  quotas.over += after < before && enterprise.live_cards > after ? 1 : 0;
}

bool is_on_page(const ComparisonQuery& query, const std::vector<ComparedEnterprise>& page,
                const ComparedEnterprise& enterprise) {
  return enterprise.id > query.page.after && std::cmp_less(page.size(), query.page.limit) &&
         (query.rows == ComparedRows::all || enterprise.is_changed());
}

PolicyName name_of(const Policy& policy) {
  return {.id = policy.terms().id, .version = policy.terms().version};
}

PolicyComparison compare(store::Reader& reader, const Policy& before, const Policy& after,
                         const ComparisonQuery& query, Time now) {
  PolicyComparison comparison{.day = query.day,
                              .before = name_of(before),
                              .after = name_of(after),
                              .outcomes = {},
                              .quotas = {},
                              .enterprises = {}};
  for_each_enterprise(reader, query.day, [&](const store::Enterprise& row) {
    ComparedEnterprise enterprise = compared(reader, row, before, after, query.day, now);
    count(comparison, enterprise);
    if (is_on_page(query, comparison.enterprises, enterprise)) {
      comparison.enterprises.push_back(std::move(enterprise));
    }
  });
  std::ranges::sort(comparison.outcomes, {}, [](const OutcomeChange& change) {
    return std::pair(change.before, change.after);
  });
  return comparison;
}

}  // namespace

std::expected<PolicyComparison, ComparisonRefusal> compare_policy(const Desk& desk, Time now,
                                                                  const std::string& document,
                                                                  const ComparisonQuery& query) {
  using Result = std::expected<PolicyComparison, ComparisonRefusal>;
  const auto candidate = read_policy(document);
  if (!candidate) return std::unexpected(ComparisonRefusal{.document = candidate.error()});
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    const auto current = policy_on(snapshot, query.day);
    if (!current) return std::unexpected(ComparisonRefusal{.document = std::nullopt});
    return compare(snapshot, current->policy, *candidate, query, now);
  });
}

}  // namespace servicecard::desk
