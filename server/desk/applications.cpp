#include "server/desk/applications.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/ascii.h"
#include "cardlib/codec/base64url.h"
#include "cardlib/codec/cbor.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/eligibility/evaluator.h"
#include "cardlib/eligibility/quota.h"
#include "server/desk/daily_cap.h"
#include "server/desk/facts.h"
#include "server/desk/renewal.h"
#include "server/desk/standing.h"
#include "server/store/cards.h"
#include "server/store/enterprises.h"
#include "server/store/people.h"

namespace servicecard::desk {
namespace {

constexpr std::size_t max_evidence = 20;
constexpr std::size_t max_evidence_length = 200;

std::string evidence_json(const std::vector<std::string>& evidence) {
  json::array references;
  for (const std::string& reference : evidence) references.emplace_back(reference);
  return json::serialize(references);
}

bool is_good_evidence(const std::vector<std::string>& evidence) {
  return evidence.size() <= max_evidence &&
         std::ranges::all_of(evidence, [](const std::string& reference) {
           return !reference.empty() && reference.size() <= max_evidence_length;
         });
}

ApplicationError error_of(ApplicationRefusal refusal) {
  switch (refusal) {
    case ApplicationRefusal::illegal_act:
      return ApplicationError::illegal_act;
    case ApplicationRefusal::own_application:
      return ApplicationError::own_application;
    case ApplicationRefusal::own_check:
      return ApplicationError::own_check;
    case ApplicationRefusal::content_changed:
      return ApplicationError::content_changed;
  }
  std::unreachable();
}

std::optional<ApplicationError> objection_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::eligible:
      return std::nullopt;
    case Outcome::not_eligible:
      return ApplicationError::not_eligible;
    case Outcome::pending:
      return ApplicationError::decision_pending;
    case Outcome::needs_exact_amount:
      return ApplicationError::needs_exact_amount;
  }
  std::unreachable();
}

void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             std::int64_t id, json::object content) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "application:" + std::to_string(id),
                      .content = std::move(content)});
}

bool has_live_card(store::Reader& reader, const store::Application& application, Time now) {
  const auto cards = store::cards::of_person(reader, application.person_id);
  return std::ranges::any_of(cards, [&](const store::Card& card) {
    return card.id != application.predecessor_id && is_live(card.state, card.validity, now);
  });
}

// The card that is to be renewed, if there is one that can be.
std::expected<std::optional<store::Card>, ApplicationError> renewed_card(
    store::Reader& reader, const NewApplication& application, Time now) {
  const auto* const number = std::get_if<CardNumber>(&application.of);
  if (number == nullptr) return std::optional<store::Card>();
  auto card = store::cards::find(reader, *number);
  if (!card) return std::unexpected(ApplicationError::no_such_card);
  const auto stored = policy_on(reader, day_of(now));
  if (!stored) return std::unexpected(ApplicationError::no_policy);
  const auto objection = objection_to_renewal(reader, stored->policy, *card, now);
  if (objection) return std::unexpected(*objection);
  return card;
}

std::optional<std::int64_t> add_draft(store::Transaction& transaction, const access::Act& act,
                                      const store::Application& content) {
  return store::applications::add(
      transaction,
      {.person_id = content.person_id,
       .enterprise_id = content.enterprise_id,
       .category = content.category,
       .predecessor_id = content.predecessor_id,
       .note = content.note,
       .evidence = content.evidence,
       .record = ApplicationRecord::drafted(act.actor.name, content_of(transaction, content)),
       .drafted_at = act.now});
}

// Moves the record, if the state and the four eyes allow it.
std::optional<ApplicationError> move(store::Reader& reader, store::Application& application,
                                     ApplicationAct step, const access::Act& act) {
  auto record = next(application.record, step, act.actor.name, content_of(reader, application));
  if (!record) return error_of(record.error());
  application.record = *std::move(record);
  return std::nullopt;
}

/// One step of an application: find it, let `step` change it, save it, append the leaf `kind`.
/// `step` gives the content of the leaf, or why not.
template <class Step>
ApplicationResult take_step(store::Transaction& transaction, const access::Act& act,
                            std::int64_t id, const char* kind, Step step) {
  auto application = store::applications::find(transaction, id);
  if (!application) return std::unexpected(ApplicationError::no_such_application);
  std::expected<json::object, ApplicationError> content = step(transaction, *application);
  if (!content) return std::unexpected(content.error());
  application->changed_at = act.now;
  store::applications::save(transaction, *application);
  journal(transaction, act, kind, id, *std::move(content));
  return view_of(transaction, store::applications::find(transaction, id).value());
}

template <class Step>
ApplicationResult take_step(const Desk& desk, const access::Act& act, std::int64_t id,
                            const char* kind, Step step) {
  return desk.store.write(
      [&](store::Transaction& transaction) { return take_step(transaction, act, id, kind, step); });
}

using Content = std::expected<json::object, ApplicationError>;

// A step that needs nothing but to be allowed.
Content plain_step(store::Reader& reader, store::Application& application, ApplicationAct step,
                   const access::Act& act) {
  if (const auto error = move(reader, application, step, act)) return std::unexpected(*error);
  return json::object{{"content", base64url::encode(application.record.content)}};
}

// What the policy says today, stored, and whether there is room in the quota.
std::expected<std::int64_t, ApplicationError> decide_now(store::Transaction& transaction,
                                                         const store::Application& application,
                                                         Time now) {
  const auto stored = policy_on(transaction, day_of(now));
  if (!stored) return std::unexpected(ApplicationError::no_policy);
  const EnterpriseFacts facts = facts_of(transaction, application.enterprise_id);
  const Decision decision = decide(stored->policy, facts, day_of(now));
  if (const auto objection = objection_of(decision.outcome)) return std::unexpected(*objection);
  const CardQuota quota = card_quota(stored->policy, facts, day_of(now));
  if (store::cards::count_live(transaction, application.enterprise_id, now,
                               application.predecessor_id) >= quota.certain) {
    return std::unexpected(ApplicationError::quota_full);
  }
  if (const auto objection = objection_to_successor(transaction, application)) {
    return std::unexpected(*objection);
  }
  return add_decision(transaction, *stored, decision, now);
}

ApplicationResult close(store::Transaction& transaction, const access::Act& act, std::int64_t id,
                        ApplicationAct step, const char* kind, const std::string& reason) {
  if (ascii::trimmed(reason).empty()) {
    return std::unexpected(ApplicationError::empty_reason);
  }
  return take_step(transaction, act, id, kind,
                   [&](store::Reader& reader, store::Application& application) -> Content {
                     const auto error = move(reader, application, step, act);
                     if (error) return std::unexpected(*error);
                     application.reason = reason;
                     return json::object{{"reason", reason}};
                   });
}

}  // namespace

std::optional<Time> waiting_since(const store::Application& application) {
  switch (application.record.state) {
    case ApplicationState::draft:
      return application.drafted_at;
    case ApplicationState::submitted:
    case ApplicationState::checked:
    case ApplicationState::approved:
    case ApplicationState::returned:
      return application.changed_at;
    case ApplicationState::issued:
    case ApplicationState::rejected:
      return std::nullopt;
  }
  std::unreachable();
}

ApplicationView view_of(store::Reader& reader, store::Application application) {
  const store::Enterprise enterprise =
      store::enterprises::find(reader, application.enterprise_id).value();
  const auto card = store::cards::of_application(reader, application.id);
  ApplicationView view{.application = std::move(application),
                       .enterprise = enterprise.uscc,
                       .enterprise_name = enterprise.name,
                       .person_name = {},
                       .decision = std::nullopt,
                       .renews = std::nullopt,
                       .card = card ? std::optional(card->number.str()) : std::nullopt};
  view.person_name = store::people::find(reader, view.application.person_id).value().name.str();
  if (const auto renewed = view.application.predecessor_id) {
    view.renews = store::cards::find(reader, *renewed).value().number.str();
  }
  if (view.application.decision_id) {
    view.decision = store::decisions::find(reader, *view.application.decision_id);
  }
  return view;
}

Sha256 content_of(store::Reader& reader, const store::Application& application) {
  const store::Person person = store::people::find(reader, application.person_id).value();
  const store::Enterprise enterprise =
      store::enterprises::find(reader, application.enterprise_id).value();
  cbor::Array content{enterprise.uscc.str(),
                      enterprise.name,
                      person.name.str(),
                      BytesView(person.identity.resident_id_hash),
                      to_string(application.category),
                      person.contract_end ? person.contract_end->str() : std::string(),
                      application.note,
                      application.evidence};
  if (application.predecessor_id) {
    const auto card = store::cards::find(reader, *application.predecessor_id).value();
    content.emplace_back(card.number.str());
  }
  return sha256(cbor::encode(content));
}

std::vector<ApplicationView> list_applications(const Desk& desk, const ApplicationQuery& query) {
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<ApplicationView> views;
    store::ApplicationFilter filter{
        .state = query.state, .enterprise_id = std::nullopt, .order = query.order};
    if (query.enterprise) {
      const auto enterprise = store::enterprises::find(snapshot, *query.enterprise);
      if (!enterprise) return views;
      filter.enterprise_id = enterprise->id;
    }
    for (store::Application& row : store::applications::list(snapshot, filter, query.page)) {
      views.push_back(view_of(snapshot, std::move(row)));
    }
    return views;
  });
}

ApplicationResult show_application(const Desk& desk, std::int64_t id) {
  return desk.store.read([&](store::Snapshot& snapshot) -> ApplicationResult {
    auto application = store::applications::find(snapshot, id);
    if (!application) return std::unexpected(ApplicationError::no_such_application);
    return view_of(snapshot, *std::move(application));
  });
}

ApplicationResult draft_application(const Desk& desk, const access::Act& act,
                                    const NewApplication& application) {
  if (!is_good_evidence(application.evidence)) {
    return std::unexpected(ApplicationError::bad_evidence);
  }
  return desk.store.write([&](store::Transaction& transaction) -> ApplicationResult {
    const auto renewed = renewed_card(transaction, application, act.now);
    if (!renewed) return std::unexpected(renewed.error());
    const auto person = store::people::find(
        transaction, *renewed ? (*renewed)->person_id : std::get<std::int64_t>(application.of));
    if (!person) return std::unexpected(ApplicationError::no_such_person);
    if (person->left_on) return std::unexpected(ApplicationError::person_left);
    const auto enterprise = store::enterprises::find(transaction, person->enterprise_id).value();
    if (longest_printed_token_size(desk.issuer.str(), person->name, enterprise.name) >
        max_printed_token_size) {
      return std::unexpected(ApplicationError::printed_too_long);
    }
    store::Application content;
    content.person_id = person->id;
    content.enterprise_id = person->enterprise_id;
    content.category = person->role;
    if (*renewed) content.predecessor_id = (*renewed)->id;
    content.note = application.note;
    content.evidence = evidence_json(application.evidence);
    if (has_live_card(transaction, content, act.now)) {
      return std::unexpected(ApplicationError::has_live_card);
    }
    const auto id = add_draft(transaction, act, content);
    if (!id) return std::unexpected(ApplicationError::application_open);
    json::object said{{"person", person->id}, {"enterprise", enterprise.uscc.str()}};
    if (*renewed) said["renews"] = (*renewed)->number.str();
    journal(transaction, act, "application.drafted", *id, std::move(said));
    return view_of(transaction, store::applications::find(transaction, *id).value());
  });
}

ApplicationResult edit_application(const Desk& desk, const access::Act& act, std::int64_t id,
                                   const ApplicationChange& change) {
  if (change.evidence && !is_good_evidence(*change.evidence)) {
    return std::unexpected(ApplicationError::bad_evidence);
  }
  return take_step(
      desk, act, id, "application.edited",
      [&](store::Transaction& transaction, store::Application& application) -> Content {
        if (change.note) application.note = *change.note;
        if (change.evidence) application.evidence = evidence_json(*change.evidence);
        return plain_step(transaction, application, ApplicationAct::edit, act);
      });
}

ApplicationResult submit_application(const Desk& desk, const access::Act& act, std::int64_t id) {
  return take_step(desk, act, id, "application.submitted",
                   [&](store::Transaction& transaction, store::Application& application) {
                     return plain_step(transaction, application, ApplicationAct::submit, act);
                   });
}

ApplicationResult check_application(const Desk& desk, const access::Act& act, std::int64_t id) {
  return take_step(
      desk, act, id, "application.checked",
      [&](store::Transaction& transaction, store::Application& application) -> Content {
        if (const auto error = move(transaction, application, ApplicationAct::check, act)) {
          return std::unexpected(*error);
        }
        const auto decision = decide_now(transaction, application, act.now);
        if (!decision) return std::unexpected(decision.error());
        application.decision_id = *decision;
        application.checked_at = act.now;
        return json::object{{"decision", *decision},
                            {"content", base64url::encode(application.record.content)}};
      });
}

ApplicationResult approve_application(const Desk& desk, const access::Act& act, std::int64_t id) {
  return take_step(
      desk, act, id, "application.approved",
      [&](store::Transaction& transaction, store::Application& application) -> Content {
        if (const auto error = move(transaction, application, ApplicationAct::approve, act)) {
          return std::unexpected(*error);
        }
        if (!may_do_one_more(desk, transaction, act, Capped::approval)) {
          return std::unexpected(ApplicationError::daily_cap);
        }
        const auto decision = decide_now(transaction, application, act.now);
        if (!decision) return std::unexpected(decision.error());
        application.decision_id = *decision;
        application.approved_at = act.now;
        return json::object{{"decision", *decision},
                            {"content", base64url::encode(application.record.content)}};
      });
}

ApplicationResult return_application(const Desk& desk, const access::Act& act, std::int64_t id,
                                     const std::string& reason) {
  return desk.store.write([&](store::Transaction& transaction) {
    return close(transaction, act, id, ApplicationAct::send_back, "application.returned", reason);
  });
}

ApplicationResult reject_application(store::Transaction& transaction, const access::Act& act,
                                     std::int64_t id, const std::string& reason) {
  return close(transaction, act, id, ApplicationAct::reject, "application.rejected", reason);
}

ApplicationResult reject_application(const Desk& desk, const access::Act& act, std::int64_t id,
                                     const std::string& reason) {
  return desk.store.write([&](store::Transaction& transaction) {
    return reject_application(transaction, act, id, reason);
  });
}

}  // namespace servicecard::desk
