#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/lifecycle/reason_code.h"
#include "server/access/actor.h"
#include "server/desk/card_error.h"
#include "server/store/cards.h"
#include "server/store/transaction.h"

/// 注销: the one way in which a card is taken away, whoever asks for it and for however many.
namespace servicecard::desk {

struct Revocation {
  ReasonCode reason;
  std::string note;
  json::object more{};  ///< what else its leaf says: of what larger act it is a part
};

/// Revokes the card, with its leaf, and with it the renewal that has not begun: that would give
/// back what was just taken away. Why not, where its state does not allow it; nothing changed then.
[[nodiscard]] std::optional<CardError> revoke(store::Transaction& transaction,
                                              const access::Act& act, const store::Card& card,
                                              const Revocation& revocation);

/// The same for all of these. One that went with the card that it renews, or whose state does not
/// allow it, is left alone.
void revoke_all(store::Transaction& transaction, const access::Act& act,
                const std::vector<store::Card>& cards, const Revocation& revocation);

/// Every card that the filter finds and that is live now, page by page.
void for_each_live_card(store::Reader& reader, store::CardFilter filter, Time now,
                        const std::function<void(const store::Card&)>& visit);

/// All of them of an enterprise.
[[nodiscard]] std::vector<store::Card> live_cards_of(store::Reader& reader,
                                                     std::int64_t enterprise_id, Time now);

}  // namespace servicecard::desk
