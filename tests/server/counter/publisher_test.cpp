#include "server/counter/publisher.h"

#include <gtest/gtest.h>

#include "cardlib/credential/offline_pack.h"
#include "cardlib/credential/offline_source.h"
#include "cardlib/credential/pack_state.h"
#include "cardlib/credential/verifier.h"
#include "tests/server/counter/county.h"

namespace servicecard::counter {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::County;
using test::CountyCard;

// The list as everybody may read it; both forms say the same.
StatusListClaims read_list(const County& county, const Publication& publication) {
  const std::string uri = county.ring->issuer().status_list_uri(1);
  const auto key = county.ring->signer(KeyPurpose::status, test::test_time(), test::test_time());
  const VerificationKey& status_key = (*key)->public_key();
  const PublishedList& list = publication.lists.at(1);
  auto claims = StatusListToken::parse_jwt(list.jwt)->verify(status_key, uri).value();
  EXPECT_EQ(StatusListToken::parse_cwt(list.cwt)->verify(status_key, uri).value(), claims);
  return claims;
}

Refreshed refresh(County& county, seconds after) {
  return county.publisher.refresh(test::test_time() + after).value();
}

TEST(Publisher, HasNothingBeforeItIsAsked) {
  const County county;
  EXPECT_EQ(county.publisher.current(), nullptr);
}

TEST(Publisher, ShowsBothIndicesOfACardInOnePublicationAndWaitsForOthers) {
  County county;
  const CountyCard card = county.issue();
  EXPECT_EQ(refresh(county, seconds(0)), Refreshed::published);
  const auto first = county.publisher.current();
  EXPECT_EQ(read_list(county, *first).list.at(1), 0);

  county.move(card, CardState::lost);
  EXPECT_EQ(refresh(county, seconds(5)), Refreshed::nothing);
  EXPECT_EQ(refresh(county, seconds(34)), Refreshed::nothing);
  EXPECT_EQ(county.publisher.current(), first);
  EXPECT_EQ(refresh(county, seconds(35)), Refreshed::published);
  const StatusListClaims second = read_list(county, *county.publisher.current());
  EXPECT_EQ(second.list.at(1), 2);
  EXPECT_EQ(second.list.at(2), 2);
  EXPECT_EQ(second.list.at(3), 0);
  EXPECT_EQ(second.issued_at, test::test_time() + seconds(35));
}

TEST(Publisher, SignsAnewAtHalfLifeWithoutAnyChange) {
  County county;
  EXPECT_EQ(refresh(county, seconds(0)), Refreshed::published);
  EXPECT_EQ(refresh(county, hours(12) - seconds(1)), Refreshed::nothing);
  EXPECT_EQ(refresh(county, hours(12)), Refreshed::published);
}

TEST(Publisher, KeepsWhatIsOutWhileNoKeySigns) {
  County county;
  EXPECT_EQ(refresh(county, seconds(0)), Refreshed::published);
  const auto before = county.publisher.current();
  const auto far = county.publisher.refresh(county.ring->trust_list()->expires());
  EXPECT_EQ(far, std::unexpected(keys::SignRefusal::trust_list_expired));
  EXPECT_EQ(county.publisher.current(), before);
}

TEST(Publisher, PacksEverythingThatAVerifierWithoutANetworkNeeds) {
  County county;
  const CountyCard card = county.issue();
  const CountyCard lost = county.issue({.n = 2});
  county.move(lost, CardState::lost);
  refresh(county, seconds(0));
  auto pack = OfflinePack::open(county.publisher.current()->pack, county.ring->root());
  ASSERT_TRUE(pack);
  EXPECT_EQ(pack->sequence(), 1U);
  EXPECT_TRUE(pack->catalogue().contains(R"("code":"health.checkup")")) << pack->catalogue();
  EXPECT_FALSE(pack->catalogue().contains("contract"));

  const OfflineSource source = OfflineSource::first(*std::move(pack));
  const Verifier verifier(source, source);
  const Question now{.now = test::test_time()};
  EXPECT_EQ(verifier.verify(card.printed, now).verdict(), Verdict::valid);
  EXPECT_EQ(verifier.verify(lost.printed, now).verdict(), Verdict::suspended);
}

TEST(Publisher, NeverNumbersAPackLowerAfterARestart) {
  County county;
  refresh(county, seconds(0));
  const auto first = OfflinePack::open(county.publisher.current()->pack, county.ring->root());
  // Another process of an hour later, whose clock is a little behind.
  refresh(county, hours(12));
  Publisher second(county.database.store(), *county.ring, county.cards, county.catalogue);
  ASSERT_EQ(second.refresh(test::test_time() + hours(12) - seconds(30)), Refreshed::published);
  const auto last = OfflinePack::open(second.current()->pack, county.ring->root());
  ASSERT_TRUE(last);
  EXPECT_EQ(last->sequence(), 3U);
  EXPECT_EQ(last->issued_at(), test::test_time() + hours(12));
  EXPECT_TRUE(PackState::first(*first).after(*last));
}

}  // namespace
}  // namespace servicecard::counter
