#include "tests/keys/ring_fixture.h"

#include <stdexcept>

#include "tests/support/remembered_scrypt.h"

namespace servicecard::keys::test {
namespace {

namespace fs = std::filesystem;

const TemporaryFolder& made_once() {
  static const TemporaryFolder folder;
  static const bool made = [] {
    servicecard::test::remember_scrypt();
    SystemRandom random;
    RootKey root = init_root(folder / "root", passphrase(), start, random).value();
    const auto ring =
        init_ring(folder / "keys", passphrase(), issuer(), root.public_key(), start, random);
    renew(**ring, root, start);
    return true;
  }();
  (void)made;
  return folder;
}

}  // namespace

RingFolder::RingFolder() {
  fs::copy(made_once().path(), folder_.path(), fs::copy_options::recursive);
}

std::unique_ptr<KeyRing> RingFolder::open() const { return KeyRing::open(keys()).value(); }

std::unique_ptr<KeyRing> RingFolder::open_unlocked() const {
  auto ring = open();
  if (!ring->unlock(passphrase()).empty()) throw std::runtime_error("a key stays locked");
  return ring;
}

RootKey RingFolder::open_root() const { return RootKey::open(root(), passphrase()).value(); }

std::string kid_of(const KeyRing& ring, KeyPurpose purpose, KeyState state) {
  for (const KeyRecord& record : ring.records()) {
    if (record.key.purpose == purpose && record.key.state == state) return record.key.key.kid();
  }
  throw std::runtime_error("the ring has no such key");
}

void renew(KeyRing& ring, RootKey& root, Time now) {
  if (!renew_trust_list(ring, root, now)) throw std::runtime_error("the list is refused");
}

std::string rotate_through(KeyRing& ring, RootKey& root, KeyPurpose purpose, Time now) {
  SystemRandom random;
  const auto kid = ring.rotate(purpose, std::chrono::days(1000), passphrase(), now, random);
  if (!kid || !ring.activate(*kid, now)) throw std::runtime_error("the ring refuses to rotate");
  renew(ring, root, now);
  return *kid;
}

}  // namespace servicecard::keys::test
