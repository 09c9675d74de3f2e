#include "server/http/descriptors.h"

#include <cstdlib>
#include <sys/resource.h>

#include <gtest/gtest.h>

namespace servicecard::http {
namespace {

// In a process of its own, since a limit that was lowered cannot be raised again.
void expect_in_child(rlimit limit, std::size_t wanted, std::size_t room, rlim_t raised) {
  EXPECT_EXIT(
      {
        setrlimit(RLIMIT_NOFILE, &limit);
        const bool right = make_room_for(wanted) == room;
        getrlimit(RLIMIT_NOFILE, &limit);
        std::_Exit(right && limit.rlim_cur == raised ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(DescriptorsDeathTest, AreRaisedToWhatTheConnectionsNeed) {
  expect_in_child({.rlim_cur = 300, .rlim_max = 2000}, 1000, 1000, 1000 + other_descriptors);
}

TEST(DescriptorsDeathTest, StayWhereThereAreEnough) {
  expect_in_child({.rlim_cur = 1500, .rlim_max = 2000}, 1000, 1000, 1500);
}

TEST(DescriptorsDeathTest, LeaveRoomForFewerConnectionsWhereTheSystemSaysSo) {
  expect_in_child({.rlim_cur = 300, .rlim_max = 800}, 1000, 800 - other_descriptors, 800);
}

TEST(DescriptorsDeathTest, LeaveRoomForOneAtLeast) {
  expect_in_child({.rlim_cur = 100, .rlim_max = 100}, 1000, 1, 100);
}

}  // namespace
}  // namespace servicecard::http
