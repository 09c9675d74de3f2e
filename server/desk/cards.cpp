#include "server/desk/cards.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cardlib/codec/ascii.h"
#include "cardlib/codec/names.h"
#include "server/desk/facts.h"
#include "server/desk/issuing.h"
#include "server/desk/release.h"
#include "server/desk/revocation.h"
#include "server/store/enterprises.h"
#include "server/store/people.h"

namespace servicecard::desk {
namespace {

constexpr std::array all_shown_states = {
    ShownState::prepared, ShownState::active,     ShownState::lost,   ShownState::suspended,
    ShownState::revoked,  ShownState::superseded, ShownState::expired};

ShownState shown(CardState state) {
  switch (state) {
    case CardState::prepared:
      return ShownState::prepared;
    case CardState::active:
      return ShownState::active;
    case CardState::lost:
      return ShownState::lost;
    case CardState::suspended:
      return ShownState::suspended;
    case CardState::revoked:
      return ShownState::revoked;
    case CardState::superseded:
      return ShownState::superseded;
  }
  std::unreachable();
}

bool is_final(CardState state) {
  return state == CardState::revoked || state == CardState::superseded;
}

std::optional<std::string> reason_or_none(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

store::CardFilter filter_of(const CardQuery& query, Time now) {
  store::CardFilter filter;
  filter.now = now;
  filter.text = query.text;
  filter.order = query.order;
  filter.print = query.print;
  if (query.valid_until) filter.ends_by = start_of(query.valid_until->plus_days(1));
  if (query.expiring_by) filter.due = start_of(query.expiring_by->plus_days(1));
  if (!query.state) return filter;
  if (*query.state == ShownState::expired) {
    filter.expiry = store::ExpiryFilter::expired;
    return filter;
  }
  filter.state = parse_card_state(to_string(*query.state));
  if (!is_final(*filter.state)) filter.expiry = store::ExpiryFilter::unexpired;
  return filter;
}

/// One move of a card, with its leaf. `reason` stands with the card, `content` in the journal.
CardResult move_card(store::Transaction& transaction, const access::Act& act,
                     const CardNumber& number, CardAct step,
                     const std::optional<std::string>& reason, const char* kind,
                     json::object content) {
  const auto card = store::cards::find(transaction, number);
  if (!card) return std::unexpected(CardError::no_such_card);
  const auto state = next(card->state, step);
  if (!state) return std::unexpected(card_error_of(state.error()));
  store::cards::move(transaction, card->id, *state, reason, act.now);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = kind,
                      .subject = "card:" + number.str(),
                      .content = std::move(content)});
  return view_of(transaction, store::cards::find(transaction, card->id).value(), act.now);
}

// What must hold for a card to be replaced, and the card that takes its place.
std::expected<CardPlan, CardError> plan_replacement(store::Reader& reader, const store::Card& card,
                                                    Time now) {
  const auto move = next(card.state, CardAct::supersede);
  if (!move) return std::unexpected(card_error_of(move.error()));
  if (phase_of(card.validity, now) == Phase::expired) return std::unexpected(CardError::expired);
  if (store::cards::successor(reader, card.id)) return std::unexpected(CardError::wrong_state);
  const auto stored = policy_on(reader, day_of(now));
  if (!stored) return std::unexpected(CardError::no_policy);
  const Time today = start_of(day_of(now));
  return CardPlan{.person_id = card.person_id,
                  .enterprise_id = card.enterprise_id,
                  .category = card.category,
                  .validity = {.not_before = std::max(today, card.validity.not_before),
                               .expires = card.validity.expires},
                  .county = stored->policy.terms().county_code,
                  .services = card.services,
                  .application_id = std::nullopt,
                  .predecessor_id = card.id,
                  .decision_id = card.decision_id};
}

// A replacement that failed between its two commits: it is finished, not begun again.
std::optional<PreparedCard> half_made_replacement(const Desk& desk, store::Reader& reader,
                                                  const store::Card& card) {
  const auto successor = store::cards::successor(reader, card.id);
  const bool is_replacement = successor && !successor->application_id;  // not a renewal
  if (!is_replacement || successor->state != CardState::prepared) return std::nullopt;
  return Issuing(desk).recorded(reader, *successor);
}

std::expected<PreparedCard, CardError> prepare_replacement(const Desk& desk, const access::Act& act,
                                                           const CardNumber& number,
                                                           const std::string& note) {
  using Result = std::expected<PreparedCard, CardError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    const auto card = store::cards::find(transaction, number);
    if (!card) return std::unexpected(CardError::no_such_card);
    if (auto left = half_made_replacement(desk, transaction, *card)) return *std::move(left);
    const auto plan = plan_replacement(transaction, *card, act.now);
    if (!plan) return std::unexpected(plan.error());
    auto prepared = Issuing(desk).prepare(transaction, act, *plan);
    if (!prepared) return std::unexpected(card_error_of(prepared.error()));
    transaction.append({.time = act.now,
                        .actor = act.actor.name,
                        .kind = "card.replacement_asked",
                        .subject = "card:" + number.str(),
                        .content = {{"note", note}}});
    return *std::move(prepared);
  });
}

bool is_of_a_counter(std::string_view kind) {
  return kind.starts_with("redemption.") || kind.starts_with("refusal.") ||
         kind.starts_with("verification.") || kind.starts_with("alarm.");
}

std::vector<store::JournalRow> history_of(store::Reader& reader, const CardNumber& number) {
  auto rows = store::journal_log::about(reader, "card:" + number.str());
  std::erase_if(rows, [](const store::JournalRow& row) { return is_of_a_counter(row.kind); });
  return rows;
}

}  // namespace

std::string_view to_string(ShownState state) {
  switch (state) {
    case ShownState::prepared:
      return "prepared";
    case ShownState::active:
      return "active";
    case ShownState::lost:
      return "lost";
    case ShownState::suspended:
      return "suspended";
    case ShownState::revoked:
      return "revoked";
    case ShownState::superseded:
      return "superseded";
    case ShownState::expired:
      return "expired";
  }
  return {};
}

std::optional<ShownState> parse_shown_state(std::string_view name) {
  return find_by_name(all_shown_states, name);
}

ShownState shown_state(const store::Card& card, Time now) {
  const bool expired = phase_of(card.validity, now) == Phase::expired;
  return expired && !is_final(card.state) ? ShownState::expired : shown(card.state);
}

CardView view_of(store::Reader& reader, store::Card card, Time now) {
  const auto enterprise = store::enterprises::find(reader, card.enterprise_id).value();
  CardView view{.card = std::move(card),
                .state = ShownState::prepared,
                .person_name = {},
                .enterprise = enterprise.uscc,
                .enterprise_name = enterprise.name,
                .predecessor = std::nullopt,
                .successor = std::nullopt,
                .print = {}};
  view.state = shown_state(view.card, now);
  view.person_name = store::people::find(reader, view.card.person_id).value().name.str();
  if (view.card.predecessor_id) {
    view.predecessor = store::cards::find(reader, *view.card.predecessor_id).value().number.str();
  }
  if (const auto successor = store::cards::successor(reader, view.card.id)) {
    view.successor = successor->number.str();
  }
  view.print = store::handovers::print_of(reader, view.card.id);
  return view;
}

std::vector<CardView> list_cards(const Desk& desk, Time now, const CardQuery& query) {
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<CardView> views;
    store::CardFilter filter = filter_of(query, now);
    if (query.enterprise) {
      const auto enterprise = store::enterprises::find(snapshot, *query.enterprise);
      if (!enterprise) return views;
      filter.enterprise_id = enterprise->id;
    }
    for (store::Card& card : store::cards::list(snapshot, filter, query.page)) {
      views.push_back(view_of(snapshot, std::move(card), now));
    }
    return views;
  });
}

std::expected<CardDetail, CardError> show_card(const Desk& desk, Time now,
                                               const CardNumber& number) {
  using Result = std::expected<CardDetail, CardError>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    auto card = store::cards::find(snapshot, number);
    if (!card) return std::unexpected(CardError::no_such_card);
    const std::int64_t id = card->id;
    const std::int64_t decision = card->decision_id;
    const bool live = is_live(card->state, card->validity, now);
    const auto grace = live ? grace_of(snapshot, card->enterprise_id) : std::nullopt;
    return CardDetail{.view = view_of(snapshot, *std::move(card), now),
                      .decision = store::decisions::find(snapshot, decision),
                      .credentials = store::credentials::of_card(snapshot, id),
                      .history = history_of(snapshot, number),
                      .grace = grace};
  });
}

CardResult report_lost(const Desk& desk, const access::Act& act, const CardNumber& number,
                       const std::string& note) {
  return desk.store.write([&](store::Transaction& transaction) {
    return move_card(transaction, act, number, CardAct::report_lost, reason_or_none(note),
                     "card.lost", {{"note", note}});
  });
}

CardResult suspend_card(const Desk& desk, const access::Act& act, const CardNumber& number,
                        const std::string& reason) {
  if (ascii::trimmed(reason).empty()) return std::unexpected(CardError::empty_reason);
  return desk.store.write([&](store::Transaction& transaction) {
    return move_card(transaction, act, number, CardAct::suspend, reason, "card.suspended",
                     {{"reason", reason}});
  });
}

CardResult reinstate_card(const Desk& desk, const access::Act& act, const CardNumber& number,
                          const std::string& note) {
  return desk.store.write([&](store::Transaction& transaction) -> CardResult {
    const auto card = store::cards::find(transaction, number);
    if (!card) return std::unexpected(CardError::no_such_card);
    const bool was_lost = card->state == CardState::lost;
    if (!was_lost && card->state == CardState::suspended &&
        act.actor.role != access::Role::approver) {
      return std::unexpected(CardError::approver_needed);
    }
    return move_card(transaction, act, number,
                     was_lost ? CardAct::report_found : CardAct::reinstate, std::nullopt,
                     was_lost ? "card.found" : "card.reinstated", {{"note", note}});
  });
}

CardResult revoke_card(const Desk& desk, const access::Act& act, const CardNumber& number,
                       ReasonCode reason, const std::string& note) {
  return desk.store.write([&](store::Transaction& transaction) -> CardResult {
    const auto card = store::cards::find(transaction, number);
    if (!card) return std::unexpected(CardError::no_such_card);
    const auto error = revoke(transaction, act, *card, {.reason = reason, .note = note});
    if (error) return std::unexpected(*error);
    return view_of(transaction, store::cards::find(transaction, card->id).value(), act.now);
  });
}

CardResult replace_card(const Desk& desk, const access::Act& act, const CardNumber& number,
                        const std::string& note) {
  auto prepared = prepare_replacement(desk, act, number, note);
  if (!prepared) return std::unexpected(prepared.error());
  const std::int64_t id = prepared->card_id();
  auto issued = Issuing(desk).sign(*std::move(prepared), act.now);
  if (!issued) return std::unexpected(CardError::cannot_sign);
  return desk.store.write([&](store::Transaction& transaction) -> CardResult {
    // Another request may have finished the same card meanwhile.
    auto made = store::cards::find(transaction, id).value();
    if (made.state != CardState::prepared) return view_of(transaction, std::move(made), act.now);
    // The old card may have been revoked while the new one was signed.
    const auto old = store::cards::find(transaction, number);
    if (const auto move = next(old->state, CardAct::supersede); !move) {
      void_card(transaction, act, id);
      return view_of(transaction, store::cards::find(transaction, id).value(), act.now);
    }
    release_card(transaction, desk, act, *std::move(issued));
    return view_of(transaction, store::cards::find(transaction, id).value(), act.now);
  });
}

std::expected<Bytes, CardError> card_token(const Desk& desk, const CardNumber& number,
                                           store::CredentialKind kind) {
  using Result = std::expected<Bytes, CardError>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    const auto card = store::cards::find(snapshot, number);
    if (!card) return std::unexpected(CardError::no_such_card);
    auto token = Issuing(desk).token(snapshot, card->id, kind);
    if (!token) return std::unexpected(CardError::no_token);
    return *std::move(token);
  });
}

}  // namespace servicecard::desk
