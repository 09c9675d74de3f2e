#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/trust_list.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/crypto/signer.h"
#include "keys/file_error.h"
#include "keys/passphrase.h"
#include "keys/ring_index.h"
#include "keys/signing_key.h"

namespace servicecard::keys {

/// Why no key signs.
enum class SignRefusal : std::uint8_t {
  no_trust_list,       ///< none is loaded
  trust_list_expired,  ///< the loaded one proves nothing any more
  no_active_key,       ///< it names no active key of that purpose, or one that this ring lacks
  revoked_key,         ///< the active key was revoked here, before a list says so
  expires_too_soon,    ///< the key would expire before what it signs
  clock_set_back,      ///< now is over 60 s before what the ring has seen already
  locked,              ///< its private half is not in memory: see `unlock`
};

[[nodiscard]] std::string_view to_string(SignRefusal refusal);

/// Why a trust list is not loaded.
enum class ListRefusal : std::uint8_t {
  not_ours,        ///< altered, or not signed by the root of this ring
  another_issuer,  ///< of another issuer
  not_newer,       ///< its sequence is not above that of the loaded one
  conflicting,     ///< with it, the ring would not be consistent: see `is_consistent`
};

[[nodiscard]] std::string_view to_string(ListRefusal refusal);

/// The issuer's keys in one folder: `ring.json`, `trust-list.jwt` and one encrypted file a key.
///
/// A key signs only where the loaded trust list says that it is active, and nobody but the offline
/// root signs that list. The moves below are what the ring asks of the next list; only revoking
/// acts at once, by signing no more. Safe to use from several threads; several processes may change
/// one folder, each change whole.
class KeyRing {
 public:
  static constexpr std::string_view index_name = "ring.json";
  static constexpr std::string_view list_name = "trust-list.jwt";
  static constexpr std::chrono::seconds clock_skew{60};

  /// Opens with public keys alone, which is quick. A folder without a trust list opens too.
  [[nodiscard]] static std::expected<std::unique_ptr<KeyRing>, FileFailure> open(
      std::filesystem::path folder);

  /// Takes into memory the private halves of all keys that sign or may come to: pending and active
  /// ones. Some 40 ms a key; the ring is of use meanwhile. What it returns stays locked.
  [[nodiscard]] std::vector<FileFailure> unlock(const Passphrase& passphrase);

  /// Reads the folder again, for what another process changed. Keys in memory stay there.
  [[nodiscard]] std::expected<void, FileFailure> refresh();

  /// The one key of that purpose that signs, for something that is good until `until`.
  [[nodiscard]] std::expected<std::shared_ptr<const Signer>, SignRefusal> signer(KeyPurpose purpose,
                                                                                 Time until,
                                                                                 Time now) const;

  [[nodiscard]] Issuer issuer() const;
  [[nodiscard]] VerificationKey root() const;
  /// The loaded list; null where there is none yet.
  [[nodiscard]] std::shared_ptr<const TrustList> trust_list() const;
  [[nodiscard]] std::vector<KeyRecord> records() const;
  /// True where every active key of the loaded list is in memory; false without a list.
  [[nodiscard]] bool is_unlocked() const;

  /// Makes a pending key of that purpose and its file. Returns its `kid`.
  [[nodiscard]] std::expected<std::string, MoveError> rotate(KeyPurpose purpose,
                                                             std::chrono::seconds lifetime,
                                                             const Passphrase& passphrase, Time now,
                                                             RandomSource& random);
  /// Asks that it become the active key of its purpose, and the one that is, retired.
  [[nodiscard]] std::expected<void, MoveError> activate(std::string_view kid, Time now);
  [[nodiscard]] std::expected<void, MoveError> retire(std::string_view kid, Time now);
  [[nodiscard]] std::expected<void, MoveError> revoke(std::string_view kid, RevocationReason reason,
                                                      Time now);

  /// What the root is to sign next.
  [[nodiscard]] TrustListContent next_trust_list(Time now, std::chrono::seconds lifetime) const;

  /// Verifies a list, keeps it in the folder, and lets its states come into force. The same list
  /// again changes nothing.
  [[nodiscard]] std::expected<void, ListRefusal> load_trust_list(std::string_view jws);

 private:
  using Keys = std::map<std::string, std::shared_ptr<const SigningKey>, std::less<>>;

  // What the folder says at one moment.
  struct Content {
    RingIndex index;
    std::shared_ptr<const TrustList> list;
  };
  struct Snapshot {
    Content content;
    Keys keys;
  };

  KeyRing(std::filesystem::path folder, Content content);
  static std::expected<Content, FileFailure> read(const std::filesystem::path& folder);
  [[nodiscard]] Content read_to_change() const;
  static std::expected<Content, ListRefusal> accept(const Content& before, std::string_view jws);
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;
  // Takes the content, where there is any, and the keys; lets go of keys that sign no more.
  void install(std::optional<Content> content, Keys more_keys);
  [[nodiscard]] bool is_set_back(Time now) const;
  template <class Move>
  std::expected<void, MoveError> change(Move move);

  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  mutable std::atomic<Time::rep> latest_now_{0};
};

}  // namespace servicecard::keys
