#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <string_view>

#include "cardlib/crypto/random_source.h"
#include "keys/key_ring.h"
#include "keys/lifetimes.h"
#include "keys/root.h"

/// From nothing to keys that sign: the steps of `init`, in their order.
namespace servicecard::keys {

/// The data key's file in the folder of the ring.
inline constexpr std::string_view data_key_name = "data-key.json";

/// A passphrase made at random, in a new file of mode 0600.
[[nodiscard]] std::expected<Passphrase, FileFailure> init_passphrase(
    const std::filesystem::path& file, RandomSource& random);

/// The offline root in a folder of its own.
[[nodiscard]] std::expected<RootKey, FileFailure> init_root(const std::filesystem::path& folder,
                                                            const Passphrase& passphrase, Time now,
                                                            RandomSource& random,
                                                            const Lifetimes& lifetimes = {});

/// The ring of an issuer with its `card`, `status` and `pack` keys, unlocked, and the data key
/// beside it. The keys sign once a trust list is loaded: see `renew_trust_list`. `exists` where
/// there is a ring already.
[[nodiscard]] std::expected<std::unique_ptr<KeyRing>, FileFailure> init_ring(
    const std::filesystem::path& folder, const Passphrase& passphrase, const Issuer& issuer,
    const VerificationKey& root, Time now, RandomSource& random, const Lifetimes& lifetimes = {});

/// Why no new trust list came into force.
struct RenewalRefusal {
  std::optional<RootRefusal> root;  ///< the root did not sign
  std::optional<ListRefusal> ring;  ///< the ring did not load what the root signed
};

/// Has the root sign what the ring wants, and loads it: `trust-list sign`. The states asked for by
/// rotating, retiring and revoking are then in force.
[[nodiscard]] std::expected<void, RenewalRefusal> renew_trust_list(KeyRing& ring, RootKey& root,
                                                                   Time now,
                                                                   const Lifetimes& lifetimes = {});

}  // namespace servicecard::keys
