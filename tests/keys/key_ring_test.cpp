#include "keys/key_ring.h"

#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/keys/ring_fixture.h"

namespace servicecard::keys {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using test::kid_of;
using test::passphrase;
using test::renew;
using test::RingFolder;
using test::rotate_through;
using test::start;

constexpr Time now = start + days(10);
constexpr Time until = now + days(100);

std::optional<SignRefusal> refusal(const KeyRing& ring, KeyPurpose purpose, Time end = until,
                                   Time at = now) {
  const auto signer = ring.signer(purpose, end, at);
  return signer ? std::nullopt : std::optional(signer.error());
}

std::string signing_kid(const KeyRing& ring, KeyPurpose purpose, Time at = now) {
  return ring.signer(purpose, until, at).value()->public_key().kid();
}

TEST(KeyRing, SignsWithTheActiveKeyOfEachPurpose) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  for (const KeyPurpose purpose :
       {KeyPurpose::card, KeyPurpose::status, KeyPurpose::pack, KeyPurpose::receipt}) {
    SCOPED_TRACE(to_string(purpose));
    const auto signer = ring->signer(purpose, until, now);
    ASSERT_TRUE(signer);
    EXPECT_EQ((*signer)->public_key().kid(), kid_of(*ring, purpose));
    const auto listed = ring->trust_list()->find((*signer)->public_key().kid(), purpose);
    ASSERT_TRUE(listed);
    EXPECT_TRUE((*listed)->key.verify(as_bytes("m"), (*signer)->sign(as_bytes("m"))));
  }
}

TEST(KeyRing, SignsNothingForAPurposeWithoutAKeyNorAsTheRoot) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  for (const KeyPurpose purpose : {KeyPurpose::journal, KeyPurpose::root}) {
    EXPECT_EQ(refusal(*ring, purpose), SignRefusal::no_active_key);
  }
}

TEST(KeyRing, SignsNothingBeforeATrustListIsLoaded) {
  const RingFolder folder;
  std::filesystem::remove(folder.keys() / KeyRing::list_name);
  const auto ring = folder.open_unlocked();
  EXPECT_EQ(refusal(*ring, KeyPurpose::card), SignRefusal::no_trust_list);
  EXPECT_FALSE(ring->is_unlocked());
  EXPECT_EQ(ring->trust_list(), nullptr);
}

TEST(KeyRing, OpensWithPublicKeysAndSignsOnceUnlocked) {
  const RingFolder folder;
  const auto ring = folder.open();
  EXPECT_EQ(refusal(*ring, KeyPurpose::card), SignRefusal::locked);
  EXPECT_FALSE(ring->is_unlocked());
  EXPECT_EQ(ring->trust_list()->keys().size(), 4U);
  EXPECT_TRUE(ring->unlock(passphrase()).empty());
  EXPECT_EQ(refusal(*ring, KeyPurpose::card), std::nullopt);
  EXPECT_TRUE(ring->is_unlocked());
}

TEST(KeyRing, RefusesAKeyThatExpiresBeforeWhatItSigns) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  const Time end = ring->records()[0].key.expires;
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, end), std::nullopt);
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, end + seconds(1)), SignRefusal::expires_too_soon);
}

TEST(KeyRing, SignsNothingOnAnExpiredTrustList) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  const Time end = ring->trust_list()->expires();
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, until, end - seconds(1)), std::nullopt);
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, until, end), SignRefusal::trust_list_expired);
}

TEST(KeyRing, SignsNothingWhileTheClockIsBehindItsTrustList) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, until, start - seconds(61)),
            SignRefusal::clock_set_back);
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, until, start - seconds(60)), std::nullopt);
}

TEST(KeyRing, SignsNothingOnceTheClockWasSetBack) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, until, now), std::nullopt);
  EXPECT_EQ(refusal(*ring, KeyPurpose::status, until, now - seconds(60)), std::nullopt);
  EXPECT_EQ(refusal(*ring, KeyPurpose::status, until, now - seconds(61)),
            SignRefusal::clock_set_back);
  EXPECT_EQ(refusal(*ring, KeyPurpose::card, until, now), std::nullopt);
}

TEST(KeyRotation, NewKeySignsFromItsListOnAndTheOldOneVerifies) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  RootKey root = folder.open_root();
  SystemRandom random;
  const std::string old_kid = signing_kid(*ring, KeyPurpose::card);
  const Signature old_signature =
      (*ring->signer(KeyPurpose::card, until, now))->sign(as_bytes("m"));

  const auto made = ring->rotate(KeyPurpose::card, days(1000), passphrase(), now, random);
  ASSERT_TRUE(made);
  const std::string& new_kid = *made;
  EXPECT_EQ(signing_kid(*ring, KeyPurpose::card), old_kid) << "made";
  renew(*ring, root, now);
  EXPECT_EQ(signing_kid(*ring, KeyPurpose::card), old_kid) << "announced";
  EXPECT_EQ((*ring->trust_list()->find(new_kid, KeyPurpose::card))->state, KeyState::pending);
  ASSERT_TRUE(ring->activate(new_kid, now));
  EXPECT_EQ(signing_kid(*ring, KeyPurpose::card), old_kid) << "asked for";
  renew(*ring, root, now);
  EXPECT_EQ(signing_kid(*ring, KeyPurpose::card), new_kid) << "in force";

  const auto old_key = ring->trust_list()->find(old_kid, KeyPurpose::card);
  ASSERT_TRUE(old_key);
  EXPECT_EQ((*old_key)->state, KeyState::retired);
  EXPECT_EQ(refusal_by_state(**old_key), std::nullopt);
  EXPECT_TRUE((*old_key)->key.verify(as_bytes("m"), old_signature));
}

TEST(KeyRotation, LeavesTheOtherPurposesAlone) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  RootKey root = folder.open_root();
  const std::string status_kid = signing_kid(*ring, KeyPurpose::status);
  rotate_through(*ring, root, KeyPurpose::card, now);
  EXPECT_EQ(signing_kid(*ring, KeyPurpose::status), status_kid);
}

TEST(KeyRotation, AKeyThatIsToRetireIsUnlockedAsLongAsItSigns) {
  const RingFolder folder;
  std::string old_kid;
  {
    const auto ring = folder.open();
    SystemRandom random;
    old_kid = kid_of(*ring, KeyPurpose::card);
    const auto kid = ring->rotate(KeyPurpose::card, days(1000), passphrase(), now, random);
    ASSERT_TRUE(kid && ring->activate(*kid, now));
  }
  const auto restarted = folder.open_unlocked();
  EXPECT_EQ(signing_kid(*restarted, KeyPurpose::card), old_kid);
}

TEST(KeyRotation, LetsGoOfARetiredPrivateKey) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  RootKey root = folder.open_root();
  const auto old_signer = ring->signer(KeyPurpose::card, until, now).value();
  EXPECT_GT(old_signer.use_count(), 1);
  rotate_through(*ring, root, KeyPurpose::card, now);
  EXPECT_EQ(old_signer.use_count(), 1) << "held here alone, so wiped when this test lets go";
}

TEST(KeyRotation, MakesOnePendingKeyAtATime) {
  const RingFolder folder;
  const auto ring = folder.open();
  SystemRandom random;
  ASSERT_TRUE(ring->rotate(KeyPurpose::card, days(1000), passphrase(), now, random));
  const std::size_t files = test::count_files(folder.keys());
  EXPECT_EQ(ring->rotate(KeyPurpose::card, days(1000), passphrase(), now, random).error(),
            MoveError::pending_exists);
  EXPECT_EQ(test::count_files(folder.keys()), files);
}

TEST(KeyRetirement, TakesEffectWithTheNextList) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  RootKey root = folder.open_root();
  ASSERT_TRUE(ring->retire(kid_of(*ring, KeyPurpose::pack), now));
  EXPECT_EQ(refusal(*ring, KeyPurpose::pack), std::nullopt);
  renew(*ring, root, now);
  EXPECT_EQ(refusal(*ring, KeyPurpose::pack), SignRefusal::no_active_key);
}

TEST(KeyRevocation, StopsSigningAtOnceAndVerifyingWithTheNextList) {
  const RingFolder folder;
  const auto ring = folder.open_unlocked();
  RootKey root = folder.open_root();
  const std::string kid = kid_of(*ring, KeyPurpose::card);
  ASSERT_TRUE(ring->revoke(kid, RevocationReason::compromised, now));
  EXPECT_EQ(refusal(*ring, KeyPurpose::card), SignRefusal::revoked_key);
  EXPECT_EQ(refusal(*ring, KeyPurpose::status), std::nullopt);
  renew(*ring, root, now);
  EXPECT_EQ(refusal(*ring, KeyPurpose::card), SignRefusal::no_active_key);
  EXPECT_EQ(refusal_by_state(**ring->trust_list()->find(kid, KeyPurpose::card)),
            KeyRefusal::revoked_key);
  EXPECT_EQ(ring->records()[0].reason, RevocationReason::compromised);
  rotate_through(*ring, root, KeyPurpose::card, now);
  EXPECT_EQ(refusal(*ring, KeyPurpose::card), std::nullopt);
}

TEST(KeyRing, KeepsItsChangesAcrossARestart) {
  const RingFolder folder;
  std::string new_kid;
  {
    const auto ring = folder.open_unlocked();
    RootKey root = folder.open_root();
    new_kid = rotate_through(*ring, root, KeyPurpose::card, now);
  }
  const auto ring = folder.open_unlocked();
  EXPECT_EQ(signing_kid(*ring, KeyPurpose::card), new_kid);
  EXPECT_EQ(ring->trust_list()->sequence(), 2U);
  EXPECT_EQ(ring->records().size(), 5U);
}

TEST(KeyRing, SeesOnRefreshingWhatAnotherDid) {
  const RingFolder folder;
  const auto server = folder.open_unlocked();
  const auto shell = folder.open_unlocked();
  RootKey root = folder.open_root();
  const std::string old_kid = signing_kid(*server, KeyPurpose::card);
  const std::string new_kid = rotate_through(*shell, root, KeyPurpose::card, now);
  EXPECT_EQ(signing_kid(*server, KeyPurpose::card), old_kid);
  ASSERT_TRUE(server->refresh());
  EXPECT_EQ(refusal(*server, KeyPurpose::card), SignRefusal::locked);
  EXPECT_EQ(refusal(*server, KeyPurpose::status), std::nullopt);
  EXPECT_TRUE(server->unlock(passphrase()).empty());
  EXPECT_EQ(signing_kid(*server, KeyPurpose::card), new_kid);
}

TEST(KeyRing, SignsWhileItIsUnlockedRotatedAndRefreshed) {
  const RingFolder folder;
  const auto ring = folder.open();
  RootKey root = folder.open_root();
  std::atomic<bool> done = false;
  std::atomic<int> bad = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      while (!done) {
        const auto signer = ring->signer(KeyPurpose::card, until, now);
        if (!signer && signer.error() == SignRefusal::locked) continue;
        const Signature signature = (*signer)->sign(as_bytes("m"));
        if (!(*signer)->public_key().verify(as_bytes("m"), signature)) ++bad;
      }
    });
  }
  EXPECT_TRUE(ring->unlock(passphrase()).empty());
  for (int i = 0; i < 3; ++i) {
    rotate_through(*ring, root, KeyPurpose::card, now);
    EXPECT_TRUE(ring->refresh());
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(bad, 0);
}

}  // namespace
}  // namespace servicecard::keys
