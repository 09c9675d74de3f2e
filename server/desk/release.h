#pragma once

#include <cstdint>

#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/issuing.h"
#include "server/store/transaction.h"

namespace servicecard::desk {

/// Commit 2 of a new card: its tokens are recorded, it is active, its application issued, and the
/// card that it takes the place of superseded, all in this transaction.
void release_card(store::Transaction& transaction, const Desk& desk, const access::Act& act,
                  SignedCard&& issued);

/// Gives up a card that cannot be signed any more: it is revoked, both its indices say invalid.
void void_card(store::Transaction& transaction, const access::Act& act, std::int64_t card_id);

}  // namespace servicecard::desk
