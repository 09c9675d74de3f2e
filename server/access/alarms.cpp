#include "server/access/alarms.h"

namespace servicecard::access {

std::string_view to_string(AlarmKind kind) {
  switch (kind) {
    case AlarmKind::many_approvals:
      return "many-approvals";
    case AlarmKind::many_cards:
      return "many-cards";
    case AlarmKind::two_places:
      return "two-places";
    case AlarmKind::many_misses:
      return "many-misses";
    case AlarmKind::many_sign_ins:
      return "many-sign-ins";
    case AlarmKind::many_reveals:
      return "many-reveals";
    case AlarmKind::id_mismatch:
      return "id-mismatch";
    case AlarmKind::many_failures:
      return "many-failures";
    case AlarmKind::number_walk:
      return "number-walk";
  }
  return {};
}

void Alarms::raise(const Alarm& alarm, Time now) {
  if (listener_ && is_news(alarm, now)) listener_(alarm);
}

bool Alarms::is_news(const Alarm& alarm, Time now) {
  const std::scoped_lock lock(mutex_);
  const auto is_old = [&](const auto& told) { return told.second + quiet <= now; };
  if (told_.size() >= max_told) std::erase_if(told_, is_old);
  if (told_.size() >= max_told) told_.clear();
  const auto [told, added] = told_.try_emplace({alarm.kind, alarm.subject}, now);
  if (added) return true;
  if (!is_old(*told)) return false;
  told->second = now;
  return true;
}

}  // namespace servicecard::access
