#include "server/desk/alarm_book.h"

#include <chrono>
#include <optional>
#include <string>

#include "server/store/cards.h"

namespace servicecard::desk {
namespace {

// The answer that raised an alarm is logged a moment later.
constexpr std::chrono::seconds afterwards{60};

std::optional<std::string_view> named(std::string_view subject, std::string_view what) {
  if (!subject.starts_with(what)) return std::nullopt;
  return subject.substr(what.size());
}

std::vector<store::Verification> rows_behind(store::Reader& reader, const store::NewAlarm& alarm) {
  store::verifications::Stretch stretch{.from = alarm.time - alarm.window,
                                        .until = alarm.time + afterwards};
  if (const auto number = named(alarm.subject, "card:")) {
    const auto card = store::cards::find(reader, CardNumber::parse(*number).value());
    if (!card) return {};
    stretch.card_id = card->id;
  } else if (const auto partner = named(alarm.subject, "partner:")) {
    stretch.partner_id = std::string(*partner);
  } else {
    return {};
  }
  return store::verifications::within(reader, stretch, {.limit = max_alarm_rows, .after = 0});
}

}  // namespace

std::string_view to_string(AlarmError error) {
  switch (error) {
    case AlarmError::no_such_alarm:
      return "no-such-alarm";
    case AlarmError::acknowledged_before:
      return "acknowledged-before";
  }
  return {};
}

void keep_alarm(store::Store& store, const access::Alarm& alarm, Time now) {
  store.submit(
      [entry = store::NewAlarm{.time = now,
                               .kind = std::string(access::to_string(alarm.kind)),
                               .subject = alarm.subject,
                               .detail = alarm.detail,
                               .window = alarm.window}](store::Transaction& transaction) {
        store::alarms::add(transaction, entry);
        return store::Outcome::commit;
      },
      [](const store::Completion&) {});
}

std::vector<store::RecordedAlarm> list_alarms(const Desk& desk, store::alarms::Which which,
                                              store::Page page) {
  return desk.store.read(
      [&](store::Snapshot& snapshot) { return store::alarms::list(snapshot, which, page); });
}

std::expected<AlarmDetail, AlarmError> show_alarm(const Desk& desk, std::int64_t id) {
  using Result = std::expected<AlarmDetail, AlarmError>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    auto alarm = store::alarms::find(snapshot, id);
    if (!alarm) return std::unexpected(AlarmError::no_such_alarm);
    auto rows = rows_behind(snapshot, alarm->entry);
    return AlarmDetail{.alarm = *std::move(alarm), .rows = std::move(rows)};
  });
}

std::expected<store::RecordedAlarm, AlarmError> acknowledge_alarm(const Desk& desk,
                                                                  const access::Act& act,
                                                                  std::int64_t id) {
  using Result = std::expected<store::RecordedAlarm, AlarmError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    const auto alarm = store::alarms::find(transaction, id);
    if (!alarm) return std::unexpected(AlarmError::no_such_alarm);
    if (alarm->acknowledged) return std::unexpected(AlarmError::acknowledged_before);
    store::alarms::acknowledge(transaction, id, {.at = act.now, .by = act.actor.name});
    transaction.append({.time = act.now,
                        .actor = act.actor.name,
                        .kind = "alarm.acknowledged",
                        .subject = alarm->entry.subject,
                        .content = {{"alarm", id}, {"kind", alarm->entry.kind}}});
    return store::alarms::find(transaction, id).value();
  });
}

}  // namespace servicecard::desk
