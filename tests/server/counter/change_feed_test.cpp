#include "server/counter/change_feed.h"

#include <atomic>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/counter/county.h"

namespace servicecard::counter {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::County;
using test::CountyCard;

class Feed : public testing::Test {
 protected:
  std::shared_ptr<ChangeFeed::Follower> follow(std::optional<FeedMark> after = std::nullopt) {
    return county_.changes.follow("hospital", after, county_.clock.now());
  }
  static std::vector<int> statuses(const ChangeFeed::Follower::Batch& batch) {
    std::vector<int> all;
    for (const StatusEvent& event : batch.events) all.push_back(event.status);
    return all;
  }
  void wait(seconds time) { county_.clock.set(county_.clock.now() + time); }

  County county_;
};

TEST_F(Feed, TellsBothEntriesOfACardWhenItsStatusChanges) {
  const CountyCard card = county_.issue();
  const auto follower = follow();
  EXPECT_TRUE(follower->take().begins);
  county_.move(card, CardState::lost);
  const auto batch = follower->take();
  EXPECT_FALSE(batch.begins);
  EXPECT_EQ(statuses(batch), (std::vector<int>{2, 2}));
  EXPECT_EQ(batch.events.front().uri, county_.ring->issuer().status_list_uri(1));
  EXPECT_EQ(batch.events.front().index + batch.events.back().index, 1 + 2);
  EXPECT_EQ(batch.events.front().at, county_.clock.now());
  county_.move(card, CardState::active);
  county_.move(card, CardState::revoked);
  EXPECT_EQ(statuses(follower->take()), (std::vector<int>{0, 0, 1, 1}));
}

TEST_F(Feed, SaysNothingOfACardThatIsNew) {
  const auto follower = follow();
  static_cast<void>(follower->take());
  county_.issue();
  EXPECT_TRUE(follower->take().events.empty());
}

TEST_F(Feed, WakesWhoeverFollows) {
  const CountyCard card = county_.issue();
  const auto follower = follow();
  static_cast<void>(follower->take());
  std::atomic<int> woken = 0;
  follower->wake_with([&] { ++woken; });
  EXPECT_EQ(woken, 0);
  county_.move(card, CardState::lost);
  EXPECT_EQ(woken, 1);
}

TEST_F(Feed, WakesAtOnceWhereSomethingHasHappenedAlready) {
  const auto follower = follow();
  std::atomic<int> woken = 0;
  follower->wake_with([&] { ++woken; });
  EXPECT_EQ(woken, 1);
}

TEST_F(Feed, GoesOnBehindTheLastEventThatWasTaken) {
  const CountyCard card = county_.issue();
  auto follower = follow();
  county_.move(card, CardState::lost);
  const FeedMark mark = follower->take().mark;
  follower.reset();
  county_.move(card, CardState::active);
  const auto batch = follow(mark)->take();
  EXPECT_FALSE(batch.begins);
  EXPECT_EQ(statuses(batch), (std::vector<int>{0, 0}));
}

TEST_F(Feed, BeginsAnewForAMarkOfAnotherRun) {
  const CountyCard card = county_.issue();
  county_.move(card, CardState::lost);
  FeedMark mark = follow()->take().mark;
  ++mark.run;
  EXPECT_TRUE(follow(mark)->take().begins);
}

TEST_F(Feed, TellsWhoBeginsWhatThePublishedListsMayNotSayYet) {
  const CountyCard card = county_.issue();
  county_.move(card, CardState::lost);
  wait(minutes(4));
  county_.move(card, CardState::active);
  EXPECT_EQ(statuses(follow()->take()), (std::vector<int>{2, 2, 0, 0}));
  wait(minutes(2));
  EXPECT_EQ(statuses(follow()->take()), (std::vector<int>{0, 0}));
  wait(minutes(5));
  EXPECT_TRUE(follow()->take().events.empty());
}

TEST_F(Feed, HasFourFollowersOfOnePartnerAtMost) {
  std::vector<std::shared_ptr<ChangeFeed::Follower>> followers;
  for (int n = 0; n < 4; ++n) followers.push_back(follow());
  EXPECT_EQ(follow(), nullptr);
  EXPECT_NE(county_.changes.follow("bank", std::nullopt, county_.clock.now()), nullptr);
  followers.pop_back();
  EXPECT_NE(follow(), nullptr);
}

}  // namespace
}  // namespace servicecard::counter
