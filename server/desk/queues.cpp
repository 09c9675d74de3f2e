#include "server/desk/queues.h"

#include <array>
#include <chrono>
#include <utility>

#include "server/access/role.h"
#include "server/store/queues.h"

namespace servicecard::desk {
namespace {

using access::Role;

constexpr std::array stages = {ApplicationState::draft, ApplicationState::returned,
                               ApplicationState::submitted, ApplicationState::checked,
                               ApplicationState::approved};
constexpr std::array notice_days = {30, 60};

// Below the id stand this many bits of a place; above it, the seconds.
constexpr int id_bits = 30;
constexpr std::int64_t id_mask = (std::int64_t{1} << id_bits) - 1;

enum class Eyes : std::uint8_t { any, other };

/// Who takes the next step, and whether it must be somebody who had no part in it yet.
struct NextStep {
  bool clerk;
  bool approver;
  Eyes eyes;
};

std::optional<NextStep> next_step(ApplicationState state) {
  switch (state) {
    case ApplicationState::draft:
    case ApplicationState::returned:
      return NextStep{.clerk = true, .approver = false, .eyes = Eyes::any};
    case ApplicationState::submitted:
      return NextStep{.clerk = true, .approver = true, .eyes = Eyes::other};
    case ApplicationState::checked:
      return NextStep{.clerk = false, .approver = true, .eyes = Eyes::other};
    case ApplicationState::approved:
      return NextStep{.clerk = false, .approver = true, .eyes = Eyes::any};
    case ApplicationState::issued:
    case ApplicationState::rejected:
      return std::nullopt;
  }
  std::unreachable();
}

bool is_for(const NextStep& step, Role role) {
  return (step.clerk && role == Role::clerk) || (step.approver && role == Role::approver);
}

ApplicationQueue queue_of(store::Reader& reader, ApplicationState state,
                          const access::Actor& actor) {
  const auto waiting = store::queues::applications(reader, state, actor.name);
  const NextStep step = next_step(state).value();
  ApplicationQueue queue{
      .state = state, .count = waiting.count, .oldest = waiting.oldest, .for_me = 0};
  if (is_for(step, actor.role)) {
    queue.for_me = step.eyes == Eyes::other ? waiting.untouched : waiting.count;
  }
  return queue;
}

bool confirms_tax(Role role) { return role == Role::clerk || role == Role::approver; }

TaxRecordQueue tax_queue(store::Reader& reader, const access::Actor& actor) {
  const auto waiting = store::queues::tax_records(reader, actor.name);
  return {.count = waiting.count,
          .oldest = waiting.oldest,
          .for_me = confirms_tax(actor.role) ? waiting.untouched : 0};
}

// Midnight behind that day.
Time end_of(CivilDate day) { return start_of(day.plus_days(1)); }

}  // namespace

std::int64_t place_of(const ApplicationView& waiting) {
  const Time since = waiting_since(waiting.application).value();
  return (std::int64_t{since.time_since_epoch().count()} << id_bits) | waiting.application.id;
}

Queues show_queues(const Desk& desk, const access::Act& act) {
  return desk.store.read([&](store::Snapshot& snapshot) {
    Queues queues;
    for (const ApplicationState state : stages) {
      queues.applications.push_back(queue_of(snapshot, state, act.actor));
    }
    queues.tax_records = tax_queue(snapshot, act.actor);
    for (const int days : notice_days) {
      const CivilDate until = day_of(act.now).plus_days(days);
      queues.expiring.push_back(
          {.days = days,
           .until = until,
           .count = store::queues::expiring(snapshot, act.now, end_of(until))});
    }
    return queues;
  });
}

std::vector<ApplicationView> list_queue(const Desk& desk, const access::Act& act,
                                        const QueueQuery& query) {
  const auto step = next_step(query.state);
  const bool mine = query.whom == WaitingFor::me;
  if (!step || (mine && !is_for(*step, act.actor.role))) return {};
  store::WaitingFilter filter{
      .state = query.state, .since_by = std::nullopt, .untouched = std::nullopt};
  if (query.since) filter.since_by = end_of(*query.since) - std::chrono::seconds(1);
  if (mine && step->eyes == Eyes::other) filter.untouched = act.actor.name;
  const store::WaitingPage page{.limit = query.page.limit,
                                .since = Time(std::chrono::seconds(query.page.after >> id_bits)),
                                .id = query.page.after & id_mask};
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<ApplicationView> waiting;
    for (store::Application& row : store::queues::list(snapshot, filter, page)) {
      waiting.push_back(view_of(snapshot, std::move(row)));
    }
    return waiting;
  });
}

std::vector<WaitingTaxRecord> list_tax_queue(const Desk& desk, const access::Act& act,
                                             const TaxRecordQuery& query) {
  const bool mine = query.whom == WaitingFor::me;
  if (mine && !confirms_tax(act.actor.role)) return {};
  const auto untouched = mine ? std::optional(act.actor.name) : std::nullopt;
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<WaitingTaxRecord> waiting;
    for (store::TaxRecordRow& row : store::queues::unconfirmed(snapshot, untouched, query.page)) {
      auto enterprise = store::enterprises::find(snapshot, row.enterprise_id).value();
      waiting.push_back({.record = std::move(row), .enterprise = std::move(enterprise)});
    }
    return waiting;
  });
}

}  // namespace servicecard::desk
