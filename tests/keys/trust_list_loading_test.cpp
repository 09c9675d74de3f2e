#include <string>

#include <gtest/gtest.h>

#include "keys/key_ring.h"
#include "tests/keys/ring_fixture.h"
#include "tests/support/test_signer.h"

namespace servicecard::keys {
namespace {

using servicecard::test::TestSigner;
using std::chrono::days;
using test::passphrase;
using test::renew;
using test::RingFolder;
using test::start;

constexpr Time now = start + days(10);

std::optional<ListRefusal> refusal(KeyRing& ring, std::string_view jws) {
  const auto loaded = ring.load_trust_list(jws);
  return loaded ? std::nullopt : std::optional(loaded.error());
}

TEST(TrustListLoading, RefusesAListOfAnotherRoot) {
  const RingFolder folder;
  const auto ring = folder.open();
  const TestSigner stranger;
  const std::string jws = TrustList::sign(ring->next_trust_list(now, days(300)), stranger).value();
  EXPECT_EQ(refusal(*ring, jws), ListRefusal::not_ours);
  EXPECT_EQ(ring->trust_list()->sequence(), 1U);
}

TEST(TrustListLoading, RefusesAnAlteredList) {
  const RingFolder folder;
  const auto ring = folder.open();
  RootKey root = folder.open_root();
  const std::string jws = root.sign(ring->next_trust_list(now, days(300))).value();
  for (std::size_t at = 0; at < jws.size(); at += 7) {
    std::string altered = jws;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(refusal(*ring, altered), ListRefusal::not_ours);
  }
  EXPECT_EQ(refusal(*ring, jws), std::nullopt);
}

TEST(TrustListLoading, RefusesAListOfAnotherIssuer) {
  const RingFolder folder;
  const auto ring = folder.open();
  std::filesystem::remove(folder.root() / RootKey::last_list_name);
  RootKey root = folder.open_root();
  TrustListContent content = ring->next_trust_list(now, days(300));
  content.issuer = Issuer::parse("https://other.example.cn").value();
  EXPECT_EQ(refusal(*ring, root.sign(content).value()), ListRefusal::another_issuer);
}

TEST(TrustListLoading, RefusesAnOlderListAndAnotherOfTheSameSequence) {
  const RingFolder folder;
  const auto ring = folder.open();
  const std::string first = ring->trust_list()->jws();
  RootKey root = folder.open_root();
  renew(*ring, root, now);
  const std::string second = ring->trust_list()->jws();
  EXPECT_EQ(refusal(*ring, first), ListRefusal::not_newer);

  std::filesystem::remove(folder.root() / RootKey::last_list_name);
  RootKey forgetful = folder.open_root();
  TrustListContent again = ring->next_trust_list(now, days(200));
  again.sequence = 2;
  EXPECT_EQ(refusal(*ring, forgetful.sign(again).value()), ListRefusal::not_newer);
  EXPECT_EQ(ring->trust_list()->jws(), second);
}

TEST(TrustListLoading, TakesTheSameListAgainWithoutAChange) {
  const RingFolder folder;
  const auto ring = folder.open();
  const std::string before = test::content_of(folder.keys() / KeyRing::index_name);
  EXPECT_EQ(refusal(*ring, ring->trust_list()->jws()), std::nullopt);
  EXPECT_EQ(test::content_of(folder.keys() / KeyRing::index_name), before);
}

TEST(TrustListLoading, BringsTheRingForwardWhereTheListIs) {
  const RingFolder folder;
  const auto ring = folder.open();
  RootKey root = folder.open_root();
  TrustListContent content = ring->next_trust_list(now, days(300));
  content.keys[0].state = KeyState::revoked;
  ASSERT_EQ(refusal(*ring, root.sign(content).value()), std::nullopt);
  EXPECT_EQ(ring->records()[0].key.state, KeyState::revoked);
  EXPECT_EQ(folder.open()->records()[0].key.state, KeyState::revoked);
}

TEST(TrustListLoading, RefusesAListThatWouldLeaveTwoActiveKeys) {
  const RingFolder folder;
  const auto ring = folder.open();
  RootKey root = folder.open_root();
  SystemRandom random;
  ASSERT_TRUE(ring->rotate(KeyPurpose::card, days(1000), passphrase(), now, random));
  TrustListContent content = ring->next_trust_list(now, days(300));
  std::erase_if(content.keys, [](const TrustedKey& key) {
    return key.purpose == KeyPurpose::card && key.state == KeyState::active;
  });
  content.keys.back().state = KeyState::active;
  EXPECT_EQ(refusal(*ring, root.sign(content).value()), ListRefusal::conflicting);
  EXPECT_TRUE(ring->refresh());
}

TEST(NextRoot, TakesOverOnceAListHasAnnouncedIt) {
  const RingFolder folder;
  auto ring = folder.open_unlocked();
  RootKey root = folder.open_root();
  SystemRandom random;
  RootKey next = init_root(folder.root().parent_path() / "next", passphrase(), now, random).value();
  const auto by_next = [&] {
    TrustListContent content = ring->next_trust_list(now, days(300));
    content.next_root.reset();
    return next.sign(content).value();
  };
  EXPECT_EQ(refusal(*ring, by_next()), ListRefusal::not_ours) << "unannounced";

  TrustListContent announcing = ring->next_trust_list(now, days(300));
  announcing.next_root = next.public_key();
  ASSERT_EQ(refusal(*ring, root.sign(announcing).value()), std::nullopt);
  EXPECT_EQ(ring->root(), root.public_key());
  ring = folder.open();
  EXPECT_EQ(ring->next_trust_list(now, days(300)).next_root, next.public_key())
      << "announced until it takes over";

  renew(*ring, next, now);
  EXPECT_EQ(ring->root(), next.public_key());
  ring = folder.open();
  EXPECT_EQ(ring->root(), next.public_key());
  EXPECT_EQ(ring->next_trust_list(now, days(300)).next_root, std::nullopt);
  EXPECT_EQ(refusal(*ring, root.sign(ring->next_trust_list(now, days(300))).value()),
            ListRefusal::not_ours)
      << "the former root";
}

TEST(NextRoot, AFolderLeftBetweenTheTwoWritesOpens) {
  const RingFolder folder;
  const auto ring = folder.open();
  RootKey root = folder.open_root();
  SystemRandom random;
  RootKey next = init_root(folder.root().parent_path() / "next", passphrase(), now, random).value();
  TrustListContent announcing = ring->next_trust_list(now, days(300));
  announcing.next_root = next.public_key();
  const std::string old_list = ring->trust_list()->jws();
  ASSERT_TRUE(ring->load_trust_list(root.sign(announcing).value()));
  const std::string announced_list = ring->trust_list()->jws();
  const std::string announced_index = test::content_of(folder.keys() / KeyRing::index_name);

  replace_file(folder.keys() / KeyRing::list_name, as_bytes(old_list));
  EXPECT_TRUE(KeyRing::open(folder.keys())) << "new index, old list";
  replace_file(folder.keys() / KeyRing::list_name, as_bytes(announced_list));

  ASSERT_TRUE(ring->refresh());
  renew(*ring, next, now);
  replace_file(folder.keys() / KeyRing::index_name, as_bytes(announced_index));
  const auto reopened = KeyRing::open(folder.keys());
  ASSERT_TRUE(reopened) << "new list, old index";
  renew(**reopened, next, now);
  EXPECT_EQ((*reopened)->root(), next.public_key());
}

}  // namespace
}  // namespace servicecard::keys
