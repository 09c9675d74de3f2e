#include "server/app/alarm_metrics.h"

#include <gtest/gtest.h>

namespace servicecard::app {
namespace {

TEST(AlarmMetrics, ShowEveryKindFromTheBeginningAndCountEachByItself) {
  Metrics metrics;
  AlarmMetrics alarms(metrics);
  alarms.count({.kind = access::AlarmKind::many_cards, .subject = "actor:wang", .detail = ""});
  EXPECT_EQ(metrics.text(),
            "# HELP servicecard_alarms_total What somebody should look at, by kind.\n"
            "# TYPE servicecard_alarms_total counter\n"
            "servicecard_alarms_total{alarm=\"id-mismatch\"} 0\n"
            "servicecard_alarms_total{alarm=\"many-approvals\"} 0\n"
            "servicecard_alarms_total{alarm=\"many-cards\"} 1\n"
            "servicecard_alarms_total{alarm=\"many-failures\"} 0\n"
            "servicecard_alarms_total{alarm=\"many-misses\"} 0\n"
            "servicecard_alarms_total{alarm=\"many-reveals\"} 0\n"
            "servicecard_alarms_total{alarm=\"many-sign-ins\"} 0\n"
            "servicecard_alarms_total{alarm=\"number-walk\"} 0\n"
            "servicecard_alarms_total{alarm=\"two-places\"} 0\n");
}

}  // namespace
}  // namespace servicecard::app
