#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/trust_list.h"
#include "keys/file_error.h"

namespace servicecard::keys {

/// Why a key was taken back.
enum class RevocationReason : std::uint8_t {
  compromised,  ///< somebody else has it, or may have it
  lost,         ///< its file or its passphrase is gone
  superseded,   ///< others took its place, and what it signed is issued anew
  mistaken,     ///< it was made in error
};

inline constexpr std::array all_revocation_reasons = {
    RevocationReason::compromised, RevocationReason::lost, RevocationReason::superseded,
    RevocationReason::mistaken};

/// The name in the ring's file, commands and logs: that of the enumerator.
[[nodiscard]] std::string_view to_string(RevocationReason reason);
[[nodiscard]] std::optional<RevocationReason> parse_revocation_reason(std::string_view name);

/// A key of the ring, its public half alone. Its state is what the ring asks of the next trust
/// list; what is in force is what the loaded list says.
struct KeyRecord {
  TrustedKey key;
  std::optional<RevocationReason> reason;  ///< of a key that was revoked here
};

/// What `ring.json` says: nothing secret, no path. docs/key-files.md has the format.
struct RingIndex {
  Issuer issuer;
  VerificationKey root;                      ///< who signs the trust lists
  std::optional<VerificationKey> next_root;  ///< who will, as the loaded list announced
  std::vector<KeyRecord> records;            ///< in the order in which they were made
};

enum class MoveError : std::uint8_t {
  unknown_key,     ///< the ring has no key of that `kid`
  illegal_move,    ///< a key only ever goes from pending to active to retired to revoked
  pending_exists,  ///< a key of that purpose waits already
};

[[nodiscard]] std::string_view to_string(MoveError error);

/// The text of the file, and the one reading of it: `damaged` for any text that `ring_text` does
/// not write.
[[nodiscard]] std::string ring_text(const RingIndex& index);
[[nodiscard]] std::expected<RingIndex, FileError> read_ring_text(std::string_view text);

/// The key's file in the folder of the ring: `card-1a2B3c4D.pem`.
[[nodiscard]] std::string key_file_name(const TrustedKey& key);

[[nodiscard]] const KeyRecord* find_record(const RingIndex& index, std::string_view kid);

// The moves. Each changes nothing where it is refused.

/// Adds a key that waits for a trust list.
[[nodiscard]] std::expected<void, MoveError> add_pending(RingIndex& index, TrustedKey key);

/// Asks that a pending key become the active one of its purpose, and the active one retire.
[[nodiscard]] std::expected<void, MoveError> activate_key(RingIndex& index, std::string_view kid,
                                                          Time now);

/// Asks that an active key sign no more, and what it signed stand.
[[nodiscard]] std::expected<void, MoveError> retire_key(RingIndex& index, std::string_view kid,
                                                        Time now);

/// Takes a key back, whatever its state.
[[nodiscard]] std::expected<void, MoveError> revoke_key(RingIndex& index, std::string_view kid,
                                                        RevocationReason reason, Time now);

/// Brings keys that the list has further along to where the list has them.
void follow(RingIndex& index, const TrustList& list);

/// What a ring promises: no key twice, by full or short `kid` and the roots among them; one active
/// and one pending key of a purpose at most; no root key in it; dates in their order.
[[nodiscard]] bool is_consistent(const RingIndex& index);

/// What the root is to sign next: every key as the ring wants it, and those that only the list of
/// now knows as they stand there (an older ring may have been restored).
[[nodiscard]] TrustListContent next_list(const RingIndex& index, const TrustList* current, Time now,
                                         std::chrono::seconds lifetime);

}  // namespace servicecard::keys
