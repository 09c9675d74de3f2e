#include "server/app/alarm_metrics.h"

#include <string>

namespace servicecard::app {

// Zeros are shown: a rule over the increase of a series misses its first value.
AlarmMetrics::AlarmMetrics(Metrics& metrics) {
  for (const access::AlarmKind kind : access::all_alarm_kinds) {
    counters_[kind] =
        &metrics.counter("servicecard_alarms_total", "What somebody should look at, by kind.",
                         {{"alarm", std::string(to_string(kind))}}, Metrics::Zeros::shown);
  }
}

void AlarmMetrics::count(const access::Alarm& alarm) { counters_.at(alarm.kind)->add(); }

}  // namespace servicecard::app
