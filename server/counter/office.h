#pragma once

#include <string>

#include "cardlib/crypto/random_source.h"
#include "keys/key_ring.h"
#include "server/access/alarms.h"
#include "server/counter/caller.h"
#include "server/counter/card_memory.h"
#include "server/counter/catalogue.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// What the use cases of the counter work with that change the record: uses, refusals, outcomes.
/// They are plain functions: who asks and when is an argument, every change is one `store.write`,
/// checks what it needs inside its transaction, and appends its leaf to the journal. They wait for
/// the disk. What is referred to outlives them.
struct Office {
  store::Store& store;
  RandomSource& random;
  const keys::KeyRing& ring;
  const CardMemory& cards;
  const Catalogue& catalogue;
  access::Alarms& alarms;
};

/// As what a caller stands in records of what it did: `partner:clinic/key:3`,
/// `partner:clinic/account:7`.
[[nodiscard]] std::string name_in_journal(const Caller& caller);

}  // namespace servicecard::counter
