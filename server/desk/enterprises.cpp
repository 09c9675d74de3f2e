#include "server/desk/enterprises.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/utf8.h"
#include "cardlib/eligibility/evaluator.h"
#include "server/desk/facts.h"
#include "server/store/cards.h"

namespace servicecard::desk {
namespace {

EnterpriseView view_of(store::Reader& reader, store::Enterprise enterprise, CivilDate day) {
  EnterpriseView view{.enterprise = std::move(enterprise), .designations = {}};
  for (const HeldDesignation& held : facts_of(reader, view.enterprise.id).designations) {
    const bool known =
        std::ranges::find(view.designations, held.designation) != view.designations.end();
    if (held.days.contains(day) && !known) view.designations.push_back(held.designation);
  }
  return view;
}

void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             const store::Enterprise& enterprise) {
  transaction.append(
      {.time = act.now,
       .actor = act.actor.name,
       .kind = std::move(kind),
       .subject = "enterprise:" + enterprise.uscc.str(),
       .content = {{"name", enterprise.name}, {"credit_status", enterprise.credit_status}}});
}

std::optional<RecordError> objection_to(const std::string& name) {
  if (name.empty()) return RecordError::empty_name;
  return is_enterprise_name(name) ? std::nullopt : std::optional(RecordError::bad_name);
}

}  // namespace

bool is_enterprise_name(std::string_view name) {
  return utf8::is_line(name, 1, max_enterprise_name);
}

std::vector<EnterpriseView> list_enterprises(const Desk& desk, Time now,
                                             const EnterpriseQuery& query) {
  const CivilDate day = day_of(now);
  store::EnterpriseFilter filter{
      .text = query.text, .designation = std::nullopt, .day = day, .order = query.order};
  if (query.designation) filter.designation = to_string(*query.designation);
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<EnterpriseView> views;
    for (store::Enterprise& row : store::enterprises::list(snapshot, filter, query.page)) {
      views.push_back(view_of(snapshot, std::move(row), day));
    }
    return views;
  });
}

std::expected<EnterpriseDetail, RecordError> show_enterprise(const Desk& desk, Time now,
                                                             const Uscc& uscc) {
  using Result = std::expected<EnterpriseDetail, RecordError>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    auto enterprise = store::enterprises::find(snapshot, uscc);
    if (!enterprise) return std::unexpected(RecordError::no_such_enterprise);
    const std::int64_t id = enterprise->id;
    EnterpriseDetail detail{.enterprise = *std::move(enterprise),
                            .designations = store::enterprises::designations(snapshot, id),
                            .tax_records = store::tax_records::of_enterprise(snapshot, id),
                            .contacts = contacts_of(desk, snapshot, id),
                            .decision = std::nullopt,
                            .quota = std::nullopt,
                            .live_cards = store::cards::count_live(snapshot, id, now),
                            .grace = grace_of(snapshot, id)};
    if (const auto stored = policy_on(snapshot, day_of(now))) {
      const EnterpriseFacts facts = facts_of(snapshot, id);
      detail.decision = decide(stored->policy, facts, day_of(now));
      detail.quota = card_quota(stored->policy, facts, day_of(now));
    }
    return detail;
  });
}

EnterpriseResult add_enterprise(store::Transaction& transaction, const Desk& desk,
                                const access::Act& act, const Uscc& uscc, const std::string& name,
                                CreditStatus credit) {
  if (const auto objection = objection_to(name)) return std::unexpected(*objection);
  if (uscc.is_fake() && desk.fakes == FakeRecords::refused) {
    return std::unexpected(RecordError::fake_code);
  }
  const auto id =
      store::enterprises::add(transaction, {.uscc = uscc,
                                            .name = name,
                                            .credit_status = std::string(to_string(credit)),
                                            .created_at = act.now});
  if (!id) return std::unexpected(RecordError::enterprise_exists);
  store::Enterprise added = store::enterprises::find(transaction, *id).value();
  journal(transaction, act, "enterprise.added", added);
  return EnterpriseView{.enterprise = std::move(added), .designations = {}};
}

EnterpriseResult add_enterprise(const Desk& desk, const access::Act& act, const Uscc& uscc,
                                const std::string& name, CreditStatus credit) {
  return desk.store.write([&](store::Transaction& transaction) {
    return add_enterprise(transaction, desk, act, uscc, name, credit);
  });
}

EnterpriseResult change_enterprise(store::Transaction& transaction, const access::Act& act,
                                   const Uscc& uscc, const EnterpriseChange& change) {
  if (change.name) {
    if (const auto objection = objection_to(*change.name)) return std::unexpected(*objection);
  }
  auto enterprise = store::enterprises::find(transaction, uscc);
  if (!enterprise) return std::unexpected(RecordError::no_such_enterprise);
  if (change.name) enterprise->name = *change.name;
  if (change.credit) enterprise->credit_status = to_string(*change.credit);
  store::enterprises::update(transaction, *enterprise);
  journal(transaction, act, "enterprise.changed", *enterprise);
  return view_of(transaction, *std::move(enterprise), day_of(act.now));
}

EnterpriseResult change_enterprise(const Desk& desk, const access::Act& act, const Uscc& uscc,
                                   const EnterpriseChange& change) {
  return desk.store.write([&](store::Transaction& transaction) {
    return change_enterprise(transaction, act, uscc, change);
  });
}

}  // namespace servicecard::desk
