#include "server/desk/issue.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "cardlib/credential/printed_token.h"
#include "cardlib/eligibility/quota.h"
#include "cardlib/lifecycle/validity.h"
#include "server/desk/applications.h"
#include "server/desk/facts.h"
#include "server/desk/issuing.h"
#include "server/desk/release.h"
#include "server/desk/renewal.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"
#include "server/store/enterprises.h"
#include "server/store/people.h"

namespace servicecard::desk {
namespace {

using Prepared = std::expected<PreparedCard, ApplicationError>;

ApplicationError error_of(IssueRefusal refusal) {
  switch (refusal) {
    case IssueRefusal::cannot_sign:
      return ApplicationError::cannot_sign;
    case IssueRefusal::too_long:
      return ApplicationError::printed_too_long;
    case IssueRefusal::daily_cap:
      return ApplicationError::daily_cap;
  }
  std::unreachable();
}

ApplicationError error_of(ValidityError error) {
  switch (error) {
    case ValidityError::contract_ended:
      return ApplicationError::contract_ended;
    case ValidityError::policy_ended:
      return ApplicationError::policy_ended;
  }
  std::unreachable();
}

ApplicationError error_of(ApplicationRefusal refusal) {
  return refusal == ApplicationRefusal::content_changed ? ApplicationError::content_changed
                                                        : ApplicationError::illegal_act;
}

bool has_other_live_card(store::Reader& reader, const store::Application& application, Time now) {
  for (const store::Card& card : store::cards::of_person(reader, application.person_id)) {
    if (card.id != application.predecessor_id && is_live(card.state, card.validity, now)) {
      return true;
    }
  }
  return false;
}

// All of the policy's catalogue.
store::Services services_of(const Policy& policy) {
  store::Services services;
  for (const Service& service : policy.terms().services) {
    services[service.sector].push_back(service.code);
  }
  return services;
}

// Everything that must hold before anything is written.
std::expected<CardPlan, ApplicationError> plan_card(const Desk& desk, store::Reader& reader,
                                                    const access::Act& act,
                                                    const store::Application& application) {
  const auto allowed = next(application.record, ApplicationAct::issue, act.actor.name,
                            content_of(reader, application));
  if (!allowed) return std::unexpected(error_of(allowed.error()));
  const auto stored = policy_on(reader, day_of(act.now));
  if (!stored) return std::unexpected(ApplicationError::no_policy);
  if (const auto objection = objection_to_successor(reader, application)) {
    return std::unexpected(*objection);
  }
  if (has_other_live_card(reader, application, act.now)) {
    return std::unexpected(ApplicationError::has_live_card);
  }
  const CardQuota quota =
      card_quota(stored->policy, facts_of(reader, application.enterprise_id), day_of(act.now));
  if (store::cards::count_live(reader, application.enterprise_id, act.now,
                               application.predecessor_id) >= quota.certain) {
    return std::unexpected(ApplicationError::quota_full);
  }
  const store::Person person = store::people::find(reader, application.person_id).value();
  const auto validity =
      validity_from(stored->policy, first_day(reader, application), person.contract_end);
  if (!validity) return std::unexpected(error_of(validity.error()));
  if (validity->expires <= act.now) return std::unexpected(ApplicationError::policy_ended);
  const auto enterprise = store::enterprises::find(reader, application.enterprise_id).value();
  if (longest_printed_token_size(desk.issuer.str(), person.name, enterprise.name) >
      max_printed_token_size) {
    return std::unexpected(ApplicationError::printed_too_long);
  }
  return CardPlan{.person_id = application.person_id,
                  .enterprise_id = application.enterprise_id,
                  .category = application.category,
                  .validity = *validity,
                  .county = stored->policy.terms().county_code,
                  .services = services_of(stored->policy),
                  .application_id = application.id,
                  .predecessor_id = application.predecessor_id,
                  .decision_id = application.decision_id.value()};
}

/// A batch on its way: what is done, and what waits for its signature.
struct Batch {
  std::map<std::int64_t, std::expected<std::string, ApplicationError>> results;
  std::map<std::int64_t, PreparedCard> prepared;
};

// Commit 1 of one application. Leaves a result, or a card to sign.
void prepare_one(const Desk& desk, store::Transaction& transaction, const access::Act& act,
                 std::int64_t id, Batch& batch) {
  const auto refuse = [&](ApplicationError error) {
    batch.results.insert_or_assign(id, std::unexpected(error));
  };
  const auto application = store::applications::find(transaction, id);
  if (!application) return refuse(ApplicationError::no_such_application);
  const Issuing issuing(desk);
  if (const auto card = store::cards::of_application(transaction, id)) {
    auto recorded = issuing.recorded(transaction, *card);
    if (card->state != CardState::prepared || !recorded) {
      batch.results.insert_or_assign(id, card->number.str());
    } else {
      batch.prepared.emplace(id, *std::move(recorded));
    }
    return;
  }
  const auto plan = plan_card(desk, transaction, act, *application);
  if (!plan) return refuse(plan.error());
  auto prepared = issuing.prepare(transaction, act, *plan);
  if (!prepared) return refuse(error_of(prepared.error()));
  batch.prepared.emplace(id, *std::move(prepared));
}

Batch prepare_all(const Desk& desk, const access::Act& act, const std::set<std::int64_t>& ids) {
  return desk.store.write([&](store::Transaction& transaction) {
    Batch batch;
    for (const std::int64_t id : ids) prepare_one(desk, transaction, act, id, batch);
    return batch;
  });
}

void release_all(const Desk& desk, const access::Act& act,
                 std::map<std::int64_t, SignedCard> signed_cards, Batch& batch) {
  if (signed_cards.empty()) return;
  auto numbers = desk.store.write([&](store::Transaction& transaction) {
    std::map<std::int64_t, std::string> done;
    for (auto& [id, card] : signed_cards) {
      const store::Card row = store::cards::find(transaction, card.card_id()).value();
      done[id] = row.number.str();
      // Another request may have finished the same card: its tokens are the recorded ones.
      if (row.state == CardState::prepared) {
        release_card(transaction, desk, act, std::move(card));
      }
    }
    return done;
  });
  for (auto& [id, number] : numbers) batch.results.insert_or_assign(id, std::move(number));
}

}  // namespace

std::vector<IssueResult> issue_applications(const Desk& desk, const access::Act& act,
                                            const std::vector<std::int64_t>& ids) {
  Batch batch = prepare_all(desk, act, {ids.begin(), ids.end()});
  std::map<std::int64_t, SignedCard> signed_cards;
  for (auto& [id, prepared] : batch.prepared) {
    auto card = Issuing(desk).sign(std::move(prepared), act.now);
    if (card) {
      signed_cards.emplace(id, *std::move(card));
    } else {
      batch.results.insert_or_assign(id, std::unexpected(error_of(card.error())));
    }
  }
  release_all(desk, act, std::move(signed_cards), batch);
  std::vector<IssueResult> results;
  results.reserve(ids.size());
  for (const std::int64_t id : ids)
    results.push_back({.application = id, .card = batch.results.at(id)});
  return results;
}

Recovery finish_prepared(const Desk& desk, Time now) {
  const access::Act act{.actor = {.id = 0, .name = "system", .role = access::Role::auditor},
                        .now = now};
  const auto left = desk.store.read([](store::Snapshot& snapshot) {
    std::set<std::int64_t> cards;
    for (const auto& row : store::credentials::prepared(snapshot)) {
      cards.insert(row.credential.card_id);
    }
    return cards;
  });
  Recovery recovery;
  const Issuing issuing(desk);
  for (const std::int64_t id : left) {
    auto prepared = desk.store.read([&](store::Snapshot& snapshot) {
      return issuing.recorded(snapshot, store::cards::find(snapshot, id).value());
    });
    if (!prepared) continue;
    const bool is_new_card = desk.store.read([&](store::Snapshot& snapshot) {
      return store::cards::find(snapshot, id).value().state == CardState::prepared;
    });
    // Nobody waits for a half-made binding: its holder asks again.
    auto card = is_new_card ? issuing.sign(*std::move(prepared), now)
                            : std::unexpected(IssueRefusal::cannot_sign);
    desk.store.write([&](store::Transaction& transaction) {
      if (card) {
        release_card(transaction, desk, act, *std::move(card));
      } else {
        void_card(transaction, act, id);
      }
      return true;
    });
    ++(card ? recovery.finished : recovery.voided);
  }
  return recovery;
}

}  // namespace servicecard::desk
