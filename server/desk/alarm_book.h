#pragma once

#include <cstdint>
#include <expected>
#include <string_view>
#include <vector>

#include "server/access/actor.h"
#include "server/access/alarms.h"
#include "server/desk/desk.h"
#include "server/store/alarms.h"
#include "server/store/verifications.h"

/// Alarms that were raised, for those who look into them.
namespace servicecard::desk {

enum class AlarmError {
  no_such_alarm,
  acknowledged_before,
};

/// `"no-such-alarm"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(AlarmError error);

/// An alarm with what was asked in the time that it is about, of its card or by its partner.
struct AlarmDetail {
  store::RecordedAlarm alarm;
  std::vector<store::Verification> rows;  ///< the newest first, at most `max_alarm_rows`
};

inline constexpr std::int64_t max_alarm_rows = 200;

/// Keeps an alarm for them. Never waits; an alarm that the disk does not take was heard elsewhere.
void keep_alarm(store::Store& store, const access::Alarm& alarm, Time now);

/// Newest first.
[[nodiscard]] std::vector<store::RecordedAlarm> list_alarms(const Desk& desk,
                                                            store::alarms::Which which,
                                                            store::Page page);
[[nodiscard]] std::expected<AlarmDetail, AlarmError> show_alarm(const Desk& desk, std::int64_t id);
/// Somebody has looked into it.
[[nodiscard]] std::expected<store::RecordedAlarm, AlarmError> acknowledge_alarm(
    const Desk& desk, const access::Act& act, std::int64_t id);

}  // namespace servicecard::desk
