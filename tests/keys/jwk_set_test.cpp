#include "keys/jwk_set.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/keys/ring_fixture.h"

namespace servicecard::keys {
namespace {

using std::chrono::days;
using test::kid_of;
using test::passphrase;
using test::RingFolder;
using test::start;

constexpr Time now = start + days(10);

std::set<std::string> kids_of(const json::object& set) {
  std::set<std::string> kids;
  for (const json::value& jwk : *json::array_member(set, "keys")) {
    kids.emplace(*json::text_member(jwk.as_object(), "kid"));
  }
  return kids;
}

// One key of every state for cards, and one of each other purpose.
struct Fixture {
  Fixture() {
    SystemRandom random;
    revoked = kid_of(*ring, KeyPurpose::card);
    retired = test::rotate_through(*ring, root, KeyPurpose::card, now);
    active = test::rotate_through(*ring, root, KeyPurpose::card, now);
    (void)ring->revoke(revoked, RevocationReason::lost, now);
    pending = ring->rotate(KeyPurpose::card, days(1000), passphrase(), now, random).value();
    test::renew(*ring, root, now);
    status = kid_of(*ring, KeyPurpose::status);
    pack = kid_of(*ring, KeyPurpose::pack);
    receipt = kid_of(*ring, KeyPurpose::receipt);
  }

  RingFolder folder;
  std::unique_ptr<KeyRing> ring = folder.open();
  RootKey root = folder.open_root();
  std::string pending, active, retired, revoked, status, pack, receipt;
};

TEST(JwkSets, KeepCardKeysAndTheOthersApart) {
  const Fixture f;
  EXPECT_EQ(kids_of(card_jwk_set(*f.ring->trust_list())), (std::set{f.active, f.retired}));
  EXPECT_EQ(kids_of(service_jwk_set(*f.ring->trust_list())),
            (std::set{f.status, f.pack, f.receipt}));
}

TEST(JwkSets, ExportEveryPublicKeyAndTheRoot) {
  const Fixture f;
  const json::object set = every_jwk_set(f.ring->records(), f.ring->root());
  EXPECT_EQ(kids_of(set), (std::set{f.active, f.retired, f.pending, f.revoked, f.status, f.pack,
                                    f.receipt, f.root.public_key().kid()}));
  for (const json::value& item : *json::array_member(set, "keys")) {
    const json::object& jwk = item.as_object();
    EXPECT_TRUE(VerificationKey::from_jwk(jwk));
    EXPECT_FALSE(jwk.contains("d"));
    const bool is_root = json::text_member(jwk, "purpose") == "root";
    EXPECT_EQ(is_root, json::text_member(jwk, "kid") == f.root.public_key().kid());
    EXPECT_EQ(jwk.contains("state"), !is_root);
  }
}

}  // namespace
}  // namespace servicecard::keys
