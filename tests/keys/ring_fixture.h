#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "keys/init.h"
#include "keys/key_ring.h"
#include "keys/root.h"
#include "tests/keys/support.h"

namespace servicecard::keys::test {

/// The moment at which the rings of the tests begin: 2026-01-01T00:00:00Z.
inline constexpr Time start{std::chrono::seconds{1767225600}};

inline Issuer issuer() { return Issuer::parse("https://card.example.cn").value(); }

/// A data directory's keys and the root, as `init` makes them, with the first trust list loaded.
/// The files are made once and copied for each test, since scrypt takes its time.
class RingFolder {
 public:
  RingFolder();

  [[nodiscard]] std::filesystem::path keys() const { return folder_ / "keys"; }
  [[nodiscard]] std::filesystem::path root() const { return folder_ / "root"; }

  [[nodiscard]] std::unique_ptr<KeyRing> open() const;
  [[nodiscard]] std::unique_ptr<KeyRing> open_unlocked() const;
  [[nodiscard]] RootKey open_root() const;

 private:
  TemporaryFolder folder_;
};

/// The `kid` of the one key of that purpose and state in the ring.
std::string kid_of(const KeyRing& ring, KeyPurpose purpose, KeyState state = KeyState::active);

/// Signs and loads what the ring asks for; throws where that is refused.
void renew(KeyRing& ring, RootKey& root, Time now);

/// Makes a key, asks that it be active, and renews the list. Returns its `kid`.
std::string rotate_through(KeyRing& ring, RootKey& root, KeyPurpose purpose, Time now);

}  // namespace servicecard::keys::test
