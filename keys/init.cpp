#include "keys/init.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "keys/data_key.h"
#include "keys/private_file.h"

namespace servicecard::keys {
namespace {

namespace fs = std::filesystem;

// The purposes that something signs with today.
constexpr std::array first_purposes = {KeyPurpose::card, KeyPurpose::status, KeyPurpose::pack,
                                       KeyPurpose::receipt};

void make_first_keys(KeyRing& ring, const Passphrase& passphrase, Time now, RandomSource& random,
                     const Lifetimes& lifetimes) {
  for (const KeyPurpose purpose : first_purposes) {
    const auto kid = ring.rotate(purpose, lifetimes.of(purpose), passphrase, now, random);
    if (!kid || !ring.activate(*kid, now)) throw std::logic_error("a new ring refuses its keys");
  }
}

}  // namespace

std::expected<Passphrase, FileFailure> init_passphrase(const fs::path& file, RandomSource& random) {
  Passphrase passphrase = Passphrase::make(random);
  if (const auto saved = passphrase.save(file); !saved) {
    return std::unexpected(FileFailure{file, saved.error()});
  }
  return passphrase;
}

std::expected<RootKey, FileFailure> init_root(const fs::path& folder, const Passphrase& passphrase,
                                              Time now, RandomSource& random,
                                              const Lifetimes& lifetimes) {
  return RootKey::make(folder, passphrase, now, now + lifetimes.root, random);
}

std::expected<std::unique_ptr<KeyRing>, FileFailure> init_ring(
    const fs::path& folder, const Passphrase& passphrase, const Issuer& issuer,
    const VerificationKey& root, Time now, RandomSource& random, const Lifetimes& lifetimes) {
  make_private_folder(folder);
  const fs::path data_key_file = folder / data_key_name;
  if (const auto saved = DataKey::make(random).save(data_key_file, passphrase, random); !saved) {
    return std::unexpected(FileFailure{data_key_file, saved.error()});
  }
  const fs::path index_file = folder / KeyRing::index_name;
  const RingIndex empty{.issuer = issuer, .root = root, .next_root = {}, .records = {}};
  if (const auto created = create_file(index_file, as_bytes(ring_text(empty))); !created) {
    return std::unexpected(FileFailure{index_file, created.error()});
  }
  auto ring = KeyRing::open(folder);
  if (ring) make_first_keys(**ring, passphrase, now, random, lifetimes);
  return ring;
}

std::expected<void, RenewalRefusal> renew_trust_list(KeyRing& ring, RootKey& root, Time now,
                                                     const Lifetimes& lifetimes) {
  TrustListContent content = ring.next_trust_list(now, lifetimes.trust_list);
  content.sequence = std::max(content.sequence, root.next_sequence());
  if (now < root.expires()) content.expires = std::min(content.expires, root.expires());
  if (content.next_root == root.public_key()) content.next_root.reset();  // it has taken over
  const auto jws = root.sign(content);
  if (!jws) return std::unexpected(RenewalRefusal{.root = jws.error(), .ring = {}});
  const auto loaded = ring.load_trust_list(*jws);
  if (!loaded) return std::unexpected(RenewalRefusal{.root = {}, .ring = loaded.error()});
  return {};
}

}  // namespace servicecard::keys
