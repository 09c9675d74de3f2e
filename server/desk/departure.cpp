#include "server/desk/departure.h"

#include <utility>

#include "server/desk/applications.h"
#include "server/desk/revocation.h"
#include "server/store/applications.h"
#include "server/store/cards.h"
#include "server/store/people.h"

namespace servicecard::desk {
namespace {

using Result = std::expected<DepartureReport, RecordError>;

// The enterprise reads it.
std::string reason_of(CivilDate day) {
  return "申请人已于 " + day.str() + " 离开企业 / The applicant left the enterprise on " +
         day.str();
}

std::vector<store::Card> live_cards(store::Reader& reader, std::int64_t person_id, Time now) {
  std::vector<store::Card> live = store::cards::of_person(reader, person_id);
  std::erase_if(
      live, [now](const store::Card& card) { return !is_live(card.state, card.validity, now); });
  return live;
}

std::vector<BulkItem> revoke_cards(store::Transaction& transaction, const access::Act& act,
                                   std::int64_t person_id, const std::string& note) {
  const std::vector<store::Card> cards = live_cards(transaction, person_id, act.now);
  std::vector<BulkItem> items;
  items.reserve(cards.size());
  for (const store::Card& card : cards) items.push_back(item_of(card, act.now));
  revoke_all(
      transaction, act, cards,
      {.reason = ReasonCode::left_enterprise, .note = note, .more = {{"person", person_id}}});
  return items;
}

std::optional<EndedApplication> end_application(store::Transaction& transaction,
                                                const access::Act& act, std::int64_t person_id,
                                                CivilDate day) {
  const auto open = store::applications::open_of_person(transaction, person_id);
  if (!open) return std::nullopt;
  // Whatever is under way can be rejected, by anybody.
  static_cast<void>(reject_application(transaction, act, open->id, reason_of(day)).value());
  return EndedApplication{.id = open->id, .state = open->record.state};
}

void journal(store::Transaction& transaction, const access::Act& act, std::int64_t person_id,
             CivilDate day, const std::string& note) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "person.left",
                      .subject = "person:" + std::to_string(person_id),
                      .content = {{"on", day.str()}, {"note", note}}});
}

Result leave(store::Transaction& transaction, const Desk& desk, const access::Act& act,
             std::int64_t person_id, const Departure& departure) {
  const CivilDate day = departure.on.value_or(day_of(act.now));
  if (day > day_of(act.now)) return std::unexpected(RecordError::future_day);
  auto person = store::people::find(transaction, person_id);
  if (!person) return std::unexpected(RecordError::no_such_person);
  if (person->left_on) return std::unexpected(RecordError::left_already);
  person->left_on = day;
  store::people::update(transaction, *person);
  journal(transaction, act, person_id, day, departure.note);
  auto cards = revoke_cards(transaction, act, person_id, departure.note);
  const auto application = end_application(transaction, act, person_id, day);
  return DepartureReport{.person = view_of(desk, transaction, *person, act.now),
                         .cards = std::move(cards),
                         .application = application};
}

}  // namespace

Result leave_enterprise(const Desk& desk, const access::Act& act, std::int64_t person_id,
                        const Departure& departure, Run run) {
  return run_change(desk.store, run, [&](store::Transaction& transaction) {
    return leave(transaction, desk, act, person_id, departure);
  });
}

}  // namespace servicecard::desk
