#pragma once

#include <map>

#include "server/access/alarms.h"
#include "server/app/metrics.h"

namespace servicecard::app {

/// Counts alarms by kind.
class AlarmMetrics {
 public:
  explicit AlarmMetrics(Metrics& metrics);

  /// Lock-free.
  void count(const access::Alarm& alarm);

 private:
  std::map<access::AlarmKind, Counter*> counters_;
};

}  // namespace servicecard::app
