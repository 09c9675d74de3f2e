#pragma once

#include <cstdint>

#include "cardlib/credential/issuer.h"
#include "cardlib/crypto/random_source.h"
#include "keys/data_key.h"
#include "keys/key_ring.h"
#include "server/access/alarms.h"
#include "server/desk/daily_caps.h"
#include "server/store/store.h"

namespace servicecard::desk {

/// Whether records may hold the visibly fake codes of the demonstration (`FAKE` in a USCC).
enum class FakeRecords : std::uint8_t { refused, welcome };

/// What the use cases of the issuing desk work with. They are plain functions: who acts and when is
/// an argument, every change is one `store.write`, checks what it needs inside its transaction, and
/// appends its leaf to the journal.
struct Desk {
  store::Store& store;
  RandomSource& random;
  Issuer issuer;
  keys::Sealer person_sealer;     ///< resident IDs and phones
  keys::KeyedHash resident_hash;  ///< of whole resident IDs: one person, one hash
  keys::KeyedHash last4_hash;     ///< of their last four characters
  keys::Sealer token_sealer;      ///< credentials, before and after they are signed
  const keys::KeyRing& ring;
  access::Alarms& alarms;
  FakeRecords fakes = FakeRecords::refused;
  DailyCaps caps{};
};

}  // namespace servicecard::desk
