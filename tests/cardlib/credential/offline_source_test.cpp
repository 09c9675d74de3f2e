#include "cardlib/credential/offline_source.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/cardlib/credential/verifier_fixture.h"
#include "tests/support/test_pack.h"

namespace servicecard {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

/// Cards checked with a pack and nothing else.
class OfflineSourceTest : public VerifierTest {
 protected:
  [[nodiscard]] std::string name_at(Time now, std::optional<seconds> max_age = std::nullopt) const {
    const OfflineSource source = OfflineSource::first(pack_.open());
    Question asked = question_at(now);
    asked.max_age = max_age;
    const std::string wallet_name = name_of(Verifier(source, source).verify(wallet(), asked));
    const std::string printed_name = name_of(Verifier(source, source).verify(printed(), asked));
    return wallet_name == printed_name ? wallet_name : wallet_name + " and " + printed_name;
  }

  test::TestPack pack_{trust_, now_};
};

TEST_F(OfflineSourceTest, FindsAGoodCardValid) { EXPECT_EQ(name_at(now_), "valid"); }

TEST_F(OfflineSourceTest, SaysWhatTheListSays) {
  pack_.statuses.set(claims_.status.index, Status::invalid);
  EXPECT_EQ(name_at(now_), "revoked");
  pack_.statuses.set(claims_.status.index, Status::suspended);
  EXPECT_EQ(name_at(now_), "suspended");
  pack_.statuses.set(claims_.status.index, static_cast<Status>(3));
  EXPECT_EQ(name_at(now_), "unknown_value");
}

TEST_F(OfflineSourceTest, CannotTellOfACardThatIsNotListed) {
  claims_.status.index = pack_.statuses.entries() - 1;
  EXPECT_EQ(name_at(now_), "valid");
  claims_.status.index = pack_.statuses.entries();
  EXPECT_EQ(name_at(now_), "not_listed");
  claims_ = test::sample_claims();
  claims_.status.uri = test::TestTrust::issuer().status_list_uri(2);
  EXPECT_EQ(name_at(now_), "not_listed");
}

TEST_F(OfflineSourceTest, CannotTellOnceTheListHasExpired) {
  EXPECT_EQ(name_at(now_ + hours(24) - seconds(1)), "valid");
  EXPECT_EQ(name_at(now_ + hours(24)), "list_expired");
}

TEST_F(OfflineSourceTest, CannotTellOnceThePackHasExpired) {
  pack_.content.expires = now_ + hours(2);
  EXPECT_EQ(name_at(now_ + hours(2) - seconds(1)), "valid");
  EXPECT_EQ(name_at(now_ + hours(2)), "pack_expired");
}

TEST_F(OfflineSourceTest, CannotTellOnceTheTrustListHasExpired) {
  pack_.trust_list.expires = now_ + hours(2);
  EXPECT_EQ(name_at(now_ + hours(2) - seconds(1)), "valid");
  EXPECT_EQ(name_at(now_ + hours(2)), "trust_list_expired");
}

TEST_F(OfflineSourceTest, CannotTellBeyondTheMaximumAge) {
  pack_.list_issued_at = now_ - hours(1);
  EXPECT_EQ(name_at(now_ + seconds(1), hours(1) + seconds(2)), "valid");
  EXPECT_EQ(name_at(now_ + seconds(2), hours(1) + seconds(2)), "list_too_old");
  EXPECT_EQ(name_at(now_, seconds::max()), "valid");
  EXPECT_EQ(name_at(now_, seconds(0)), "list_too_old");
}

TEST_F(OfflineSourceTest, CannotTellWhereTheClockWasSetBack) {
  EXPECT_EQ(name_at(now_ - seconds(60)), "valid");
  EXPECT_EQ(name_at(now_ - seconds(61)), "clock_set_back");
}

TEST_F(OfflineSourceTest, RefusesToBeBuiltOnAnOlderPack) {
  pack_.content.sequence = 2;
  pack_.trust_list.sequence = 2;
  const OfflineSource newer = OfflineSource::first(pack_.open());
  pack_.content.sequence = 1;
  pack_.trust_list.sequence = 1;
  EXPECT_EQ(OfflineSource::after(newer.state(), pack_.open()).error(),
            RollbackError::older_trust_list);
  const auto again = OfflineSource::after(newer.state(), newer.pack());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->state(), newer.state());
  EXPECT_EQ(name_of(Verifier(*again, *again).verify(wallet(), question())), "valid");
}

TEST_F(OfflineSourceTest, TrustsNoRevokedKey) {
  test::entry_for(pack_.trust_list, KeyPurpose::card).state = KeyState::revoked;
  EXPECT_EQ(name_at(now_), "revoked_key");
}

TEST_F(OfflineSourceTest, CannotTellOfAKeyThatItDoesNotKnow) {
  TrustedKey& key = test::entry_for(pack_.trust_list, KeyPurpose::card);
  key.state = KeyState::pending;
  EXPECT_EQ(name_at(now_), "key_not_in_pack");
  key.key = test::TestSigner().public_key();
  EXPECT_EQ(name_at(now_), "key_not_in_pack");
}

}  // namespace
}  // namespace servicecard
