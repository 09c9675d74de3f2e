#include "server/desk/policies.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "server/desk/facts.h"
#include "server/store/settings.h"

namespace servicecard::desk {
namespace {

// What the database holds was checked on its way in.
Policy stored_policy(const store::PolicyRow& row) {
  auto policy = Policy::parse(row.document);
  if (!policy) throw std::runtime_error("the database holds a policy that is none");
  return *std::move(policy);
}

std::optional<PublishError> refusal_in(store::Reader& reader, const Policy& policy, Time now) {
  const PolicyTerms& terms = policy.terms();
  const auto county = store::settings::find(reader, county_setting);
  if (county && *county != terms.county_code) return PublishError::another_county;
  const auto outdated = [&](const store::PolicyRow& row) {
    return row.name == terms.id && row.version >= terms.version;
  };
  if (std::ranges::any_of(store::policies::list(reader), outdated)) return PublishError::not_newer;
  const auto chosen = store::settings::find(reader, chosen_policy_setting);
  if (chosen && *chosen != terms.id && !policy.in_force_on(day_of(now))) return PublishError::gap;
  return std::nullopt;
}

PolicyView add(store::Transaction& transaction, const access::Act& act, const Policy& policy,
               const std::string& document) {
  const PolicyTerms& terms = policy.terms();
  const auto id = store::policies::add(transaction, {.name = terms.id,
                                                     .version = terms.version,
                                                     .document = document,
                                                     .effective_from = terms.effective.from.value(),
                                                     .effective_until = terms.effective.to,
                                                     .entered_by = act.actor.name,
                                                     .entered_at = act.now});
  store::settings::put(transaction, chosen_policy_setting, terms.id);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "policy.published",
                      .subject = "policy:" + terms.id + ":" + std::to_string(terms.version),
                      .content = json::parse_object(document).value()});
  return {.row = store::policies::find(transaction, id.value()).value(),
          .document_number = terms.document_number};
}

}  // namespace

std::string_view to_string(PublishError error) {
  switch (error) {
    case PublishError::malformed:
      return "policy-malformed";
    case PublishError::contradictory:
      return "policy-contradictory";
    case PublishError::another_county:
      return "another-county";
    case PublishError::not_newer:
      return "policy-not-newer";
    case PublishError::gap:
      return "policy-gap";
  }
  return {};
}

std::vector<PolicyView> list_policies(const Desk& desk) {
  return desk.store.read([](store::Snapshot& snapshot) {
    std::vector<PolicyView> views;
    for (store::PolicyRow& row : store::policies::list(snapshot)) {
      std::string number = stored_policy(row).terms().document_number;
      views.push_back({.row = std::move(row), .document_number = std::move(number)});
    }
    std::ranges::reverse(views);
    return views;
  });
}

std::optional<std::string> current_policy(const Desk& desk, CivilDate day) {
  using Document = std::optional<std::string>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Document {
    const auto policy = policy_on(snapshot, day);
    if (!policy) return std::nullopt;
    return store::policies::find(snapshot, policy->id).value().document;
  });
}

std::expected<Policy, PublishRefusal> read_policy(const std::string& document) {
  auto policy = Policy::parse(document);
  if (!policy) {
    return std::unexpected(
        PublishRefusal{.error = PublishError::malformed, .faults = std::move(policy.error())});
  }
  if (auto findings = check(*policy); !findings.empty()) {
    return std::unexpected(
        PublishRefusal{.error = PublishError::contradictory, .findings = std::move(findings)});
  }
  return *std::move(policy);
}

std::expected<PolicyView, PublishRefusal> publish_policy(const Desk& desk, const access::Act& act,
                                                         const std::string& document) {
  const auto policy = read_policy(document);
  if (!policy) return std::unexpected(policy.error());
  using Result = std::expected<PolicyView, PublishRefusal>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    if (const auto refusal = refusal_in(transaction, *policy, act.now)) {
      return std::unexpected(PublishRefusal{.error = *refusal});
    }
    return add(transaction, act, *policy, document);
  });
}

}  // namespace servicecard::desk
