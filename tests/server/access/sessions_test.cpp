#include "server/access/sessions.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fixed_random.h"

namespace servicecard::access {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Time now{seconds(1'800'000'000)};

class SessionsTest : public testing::Test {
 protected:
  OpenedSession open(std::int64_t account, Time when = now) {
    return sessions_.open({.account = account, .epoch = 3, .address = "192.0.2.7", .agent = "b"},
                          when);
  }

  test::FixedRandom random_{1};
  Sessions sessions_{{}, random_};
};

TEST_F(SessionsTest, AreFoundByTheirSecretAlone) {
  const auto [session, secret] = open(7);
  const auto found = sessions_.find(secret, now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, session.id);
  EXPECT_EQ(found->by.account, 7);
  EXPECT_EQ(found->by.epoch, 3);
  EXPECT_EQ(found->by.address, "192.0.2.7");
  for (const std::string& other : {std::string(), session.id, secret + "A", secret.substr(1)}) {
    EXPECT_FALSE(sessions_.find(other, now));
  }
}

TEST_F(SessionsTest, EndAfterHalfAnHourWithoutARequest) {
  const std::string secret = open(7).secret;
  EXPECT_TRUE(sessions_.find(secret, now + minutes(30) - seconds(1)));
  EXPECT_TRUE(sessions_.find(secret, now + minutes(60) - seconds(2)));
  EXPECT_FALSE(sessions_.find(secret, now + minutes(90) - seconds(2)));
  EXPECT_FALSE(sessions_.find(secret, now));  // and never come back
}

TEST_F(SessionsTest, EndAfterTwelveHoursHoweverBusy) {
  const std::string secret = open(7).secret;
  for (int i = 0; i < 12 * 4; ++i) EXPECT_TRUE(sessions_.find(secret, now + i * minutes(15)));
  EXPECT_FALSE(sessions_.find(secret, now + minutes(12 * 60)));
}

TEST_F(SessionsTest, AreTenAnAccountTheLeastSeenGoingFirst) {
  std::vector<OpenedSession> opened;
  for (int i = 0; i < 10; ++i) opened.push_back(open(7, now + seconds(i)));
  EXPECT_TRUE(sessions_.find(opened[0].secret, now + seconds(20)));
  const auto of_another = open(8);
  const auto eleventh = open(7, now + seconds(30));
  const Time later = now + seconds(40);
  EXPECT_FALSE(sessions_.find(opened[1].secret, later));
  for (const std::string& kept :
       {opened[0].secret, opened[2].secret, eleventh.secret, of_another.secret}) {
    EXPECT_TRUE(sessions_.find(kept, later));
  }
}

TEST_F(SessionsTest, AreListedForTheirAccountTheNewestFirst) {
  const auto first = open(7);
  const auto second = open(7, now + seconds(5));
  (void)open(8);
  const auto listed = sessions_.of(7, now + seconds(6));
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].id, second.session.id);
  EXPECT_EQ(listed[1].id, first.session.id);
  EXPECT_TRUE(sessions_.of(7, now + minutes(60)).empty());
}

TEST_F(SessionsTest, EndOneByOneOrAllOfAnAccount) {
  const auto first = open(7);
  const auto second = open(7);
  const auto third = open(7);
  const auto of_another = open(8);
  EXPECT_FALSE(sessions_.end(8, first.session.id));
  EXPECT_TRUE(sessions_.end(7, first.session.id));
  EXPECT_FALSE(sessions_.find(first.secret, now));
  EXPECT_TRUE(sessions_.find(second.secret, now));
  sessions_.end_all(7);
  EXPECT_FALSE(sessions_.find(second.secret, now));
  EXPECT_FALSE(sessions_.find(third.secret, now));
  EXPECT_TRUE(sessions_.find(of_another.secret, now));
}

TEST_F(SessionsTest, HaveANewSecretAndIdEachTime) {
  std::set<std::string> seen;
  for (int i = 0; i < 5; ++i) {
    const auto [session, secret] = open(7);
    EXPECT_EQ(secret.size(), 43U);  // 256 bits
    seen.insert({session.id, secret});
  }
  EXPECT_EQ(seen.size(), 10U);
}

TEST(CsrfToken, BelongsToOneSession) {
  EXPECT_EQ(csrf_token("one"), csrf_token("one"));
  EXPECT_NE(csrf_token("one"), csrf_token("another"));
}

}  // namespace
}  // namespace servicecard::access
