#include "cardlib/lifecycle/application_state.h"

#include <utility>

#include "cardlib/codec/names.h"

namespace servicecard {
namespace {

using State = ApplicationState;
using Act = ApplicationAct;

// Before it is submitted an application stays with its author; after, an edit begins the checks
// anew.
std::optional<State> after_edit(State state) {
  switch (state) {
    case State::draft:
    case State::returned:
      return state;
    case State::submitted:
    case State::checked:
    case State::approved:
      return State::submitted;
    case State::issued:
    case State::rejected:
      break;
  }
  return std::nullopt;
}

bool is_with_the_desk(State state) {
  return state == State::submitted || state == State::checked || state == State::approved;
}

bool is_under_way(State state) { return state != State::issued && state != State::rejected; }

std::optional<State> step(State state, State from, State to) {
  return state == from ? std::optional(to) : std::nullopt;
}

std::optional<State> state_after(State state, Act act) {
  switch (act) {
    case Act::edit:
      return after_edit(state);
    case Act::submit:
      return step(state, state == State::returned ? State::returned : State::draft,
                  State::submitted);
    case Act::check:
      return step(state, State::submitted, State::checked);
    case Act::approve:
      return step(state, State::checked, State::approved);
    case Act::issue:
      return step(state, State::approved, State::issued);
    case Act::send_back:
      return is_with_the_desk(state) ? std::optional(State::returned) : std::nullopt;
    case Act::reject:
      return is_under_way(state) ? std::optional(State::rejected) : std::nullopt;
  }
  return std::nullopt;
}

bool binds_content(Act act) {
  return act == Act::submit || act == Act::check || act == Act::approve || act == Act::issue;
}

std::optional<ApplicationRefusal> four_eyes(const ApplicationRecord& record, Act act,
                                            const std::string& actor) {
  if (act != Act::check && act != Act::approve) return std::nullopt;
  if (record.authors.contains(actor)) return ApplicationRefusal::own_application;
  if (act == Act::approve && record.checked_by == actor) return ApplicationRefusal::own_check;
  return std::nullopt;
}

}  // namespace

std::string_view to_string(ApplicationState state) {
  switch (state) {
    case State::draft:
      return "draft";
    case State::submitted:
      return "submitted";
    case State::checked:
      return "checked";
    case State::approved:
      return "approved";
    case State::issued:
      return "issued";
    case State::returned:
      return "returned";
    case State::rejected:
      return "rejected";
  }
  return {};
}

std::optional<ApplicationState> parse_application_state(std::string_view name) {
  return find_by_name(all_application_states, name);
}

Bilingual text_of(ApplicationState state) {
  switch (state) {
    case State::draft:
      return {"草稿", "draft"};
    case State::submitted:
      return {"待初审", "waits for its check"};
    case State::checked:
      return {"待复核", "waits for approval"};
    case State::approved:
      return {"已批准", "approved"};
    case State::issued:
      return {"已发卡", "card issued"};
    case State::returned:
      return {"待补正", "returned for correction"};
    case State::rejected:
      return {"已退回", "rejected"};
  }
  return {};
}

std::string_view to_string(ApplicationAct act) {
  switch (act) {
    case Act::edit:
      return "edit";
    case Act::submit:
      return "submit";
    case Act::check:
      return "check";
    case Act::approve:
      return "approve";
    case Act::issue:
      return "issue";
    case Act::send_back:
      return "send_back";
    case Act::reject:
      return "reject";
  }
  return {};
}

std::string_view to_string(ApplicationRefusal why) {
  switch (why) {
    case ApplicationRefusal::illegal_act:
      return "illegal_act";
    case ApplicationRefusal::own_application:
      return "own_application";
    case ApplicationRefusal::own_check:
      return "own_check";
    case ApplicationRefusal::content_changed:
      return "content_changed";
  }
  return {};
}

ApplicationRecord ApplicationRecord::drafted(std::string author, const Sha256& content) {
  return {.state = State::draft,
          .authors = {std::move(author)},
          .checked_by = std::nullopt,
          .approved_by = std::nullopt,
          .content = content};
}

std::expected<ApplicationRecord, ApplicationRefusal> next(const ApplicationRecord& record,
                                                          ApplicationAct act,
                                                          const std::string& actor,
                                                          const Sha256& content) {
  const auto state = state_after(record.state, act);
  if (!state) return std::unexpected(ApplicationRefusal::illegal_act);
  if (const auto refusal = four_eyes(record, act, actor)) return std::unexpected(*refusal);
  if (binds_content(act) && content != record.content) {
    return std::unexpected(ApplicationRefusal::content_changed);
  }
  ApplicationRecord after = record;
  after.state = *state;
  if (act == Act::edit || act == Act::send_back) {
    after.checked_by.reset();
    after.approved_by.reset();
  }
  if (act == Act::edit) {
    after.authors.insert(actor);
    after.content = content;
  }
  if (act == Act::submit) after.authors.insert(actor);
  if (act == Act::check) after.checked_by = actor;
  if (act == Act::approve) after.approved_by = actor;
  return after;
}

}  // namespace servicecard
