#include "server/desk/daily_cap.h"

#include <string>
#include <utility>

#include "server/store/applications.h"
#include "server/store/credentials.h"
#include "server/store/journal_log.h"

namespace servicecard::desk {
namespace {

struct Tally {
  access::AlarmKind alarm = access::AlarmKind::many_cards;
  std::string things;
  std::int64_t done = 0;
  std::int64_t cap = 0;
};

Tally tally(const Desk& desk, store::Reader& reader, const access::Act& act, Capped what) {
  const std::string& name = act.actor.name;
  const Time midnight = start_of(day_of(act.now));
  switch (what) {
    case Capped::approval:
      return {.alarm = access::AlarmKind::many_approvals,
              .things = "approvals",
              .done = store::applications::count_approved(reader, name, midnight),
              .cap = static_cast<std::int64_t>(desk.caps.approvals)};
    case Capped::card:
      return {.alarm = access::AlarmKind::many_cards,
              .things = "cards",
              .done = store::credentials::count_prepared(reader, name, midnight),
              .cap = static_cast<std::int64_t>(desk.caps.cards)};
    case Capped::reveal:
      return {.alarm = access::AlarmKind::many_reveals,
              .things = "reveals",
              .done = store::journal_log::count_revealed(reader, name, midnight),
              .cap = static_cast<std::int64_t>(desk.caps.reveals)};
  }
  std::unreachable();
}

}  // namespace

bool may_do_one_more(const Desk& desk, store::Reader& reader, const access::Act& act, Capped what) {
  const Tally today = tally(desk, reader, act, what);
  const bool has_room = today.done < today.cap;
  const std::int64_t wanted = today.done + 1;
  if (wanted * 5 >= today.cap * 4) {
    desk.alarms.raise({.kind = today.alarm,
                       .subject = "actor:" + act.actor.name,
                       .detail = std::to_string(today.done) + " of " + std::to_string(today.cap) +
                                 " " + today.things + " today, and one more asked for"},
                      act.now);
  }
  return has_room;
}

}  // namespace servicecard::desk
