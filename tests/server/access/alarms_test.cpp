#include "server/access/alarms.h"

#include <vector>

#include <gtest/gtest.h>

namespace servicecard::access {
namespace {

constexpr Time start{std::chrono::seconds{1'777'536'000}};

/// Alarms, and what was told of them.
class AlarmsTest : public testing::Test {
 protected:
  void raise(AlarmKind kind, const std::string& subject, Time now) {
    alarms_.raise({.kind = kind, .subject = subject, .detail = ""}, now);
  }

  std::vector<std::string> told_;
  Alarms alarms_{[this](const Alarm& alarm) {
    told_.push_back(std::string(to_string(alarm.kind)) + " " + alarm.subject);
  }};
};

TEST_F(AlarmsTest, AreToldOnceAnHourOfEachSubject) {
  raise(AlarmKind::many_cards, "actor:wang", start);
  raise(AlarmKind::many_cards, "actor:wang", start + Alarms::quiet - std::chrono::seconds(1));
  raise(AlarmKind::many_cards, "actor:zhao", start);
  raise(AlarmKind::many_approvals, "actor:wang", start);
  EXPECT_EQ(told_, (std::vector<std::string>{"many-cards actor:wang", "many-cards actor:zhao",
                                             "many-approvals actor:wang"}));
  raise(AlarmKind::many_cards, "actor:wang", start + Alarms::quiet);
  EXPECT_EQ(told_.size(), 4U);
}

TEST_F(AlarmsTest, AreToldRatherTwiceThanNotAtAllWhenThereAreVeryMany) {
  for (std::size_t n = 0; n <= Alarms::max_told; ++n) {
    raise(AlarmKind::many_cards, std::to_string(n), start);
  }
  EXPECT_EQ(told_.size(), Alarms::max_told + 1);
}

TEST(Alarms, NeedNobodyWhoHears) {
  Alarms unheard;
  unheard.raise({.kind = AlarmKind::many_cards, .subject = "", .detail = ""}, start);
}

TEST(AlarmKind, HasANameForEach) {
  std::vector<std::string_view> names;
  for (const AlarmKind kind : all_alarm_kinds) names.push_back(to_string(kind));
  EXPECT_EQ(names, (std::vector<std::string_view>{"many-approvals", "many-cards", "two-places",
                                                  "many-misses", "many-sign-ins", "many-reveals",
                                                  "id-mismatch", "many-failures", "number-walk"}));
}

}  // namespace
}  // namespace servicecard::access
