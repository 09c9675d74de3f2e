#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/crypto/random_source.h"
#include "keys/key_ring.h"
#include "keys/lifetimes.h"
#include "keys/passphrase.h"
#include "server/access/actor.h"
#include "server/store/store.h"

/// The issuer's signing keys, as an administrator sees and moves them. What is asked for here comes
/// into force with the next trust list, which the offline root signs; only revoking acts at once.
namespace servicecard::desk {

/// What moves keys. The rest of the desk may only sign with them.
struct KeyOffice {
  store::Store& store;
  RandomSource& random;
  keys::KeyRing& ring;
  const keys::Passphrase& passphrase;  ///< of the key files
};

struct KeyView {
  keys::KeyRecord record;
  KeyState state = KeyState::pending;    ///< by the loaded trust list
  std::optional<KeyState> next_state{};  ///< asked of the next one, where it differs
  bool signs = false;                    ///< now
};

/// In the order in which they were made.
[[nodiscard]] std::vector<KeyView> list_keys(const KeyOffice& office, Time now);
/// Every public key, the root's too, as a JWK Set.
[[nodiscard]] json::object export_keys(const KeyOffice& office);

/// Makes the next key of a purpose and asks that it take over.
[[nodiscard]] std::expected<KeyView, keys::MoveError> rotate_key(const KeyOffice& office,
                                                                 const access::Act& act,
                                                                 KeyPurpose purpose);
[[nodiscard]] std::expected<KeyView, keys::MoveError> retire_key(const KeyOffice& office,
                                                                 const access::Act& act,
                                                                 const std::string& kid);
[[nodiscard]] std::expected<KeyView, keys::MoveError> revoke_key(const KeyOffice& office,
                                                                 const access::Act& act,
                                                                 const std::string& kid,
                                                                 keys::RevocationReason reason);
/// The leaf that says which list is in force.
void journal_trust_list(store::Transaction& transaction, const access::Act& act,
                        const TrustList& list);

/// Lets the states of a newer list come into force.
[[nodiscard]] std::expected<void, keys::ListRefusal> load_trust_list(const KeyOffice& office,
                                                                     const access::Act& act,
                                                                     std::string_view jws);

}  // namespace servicecard::desk
