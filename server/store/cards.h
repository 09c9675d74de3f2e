#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/card_state.h"
#include "cardlib/lifecycle/printing.h"
#include "server/store/order.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/services.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// A card as it is prepared. It renews or replaces a card, or an application asks for it, or both.
struct NewCard {
  CardNumber number;
  std::int64_t person_id = 0;
  std::int64_t enterprise_id = 0;
  Category category = Category::principal;
  Validity validity;
  std::optional<std::int64_t> application_id;
  std::optional<std::int64_t> predecessor_id;
  std::int64_t decision_id = 0;
  Services services;
  Time created_at;
};

struct Card {
  std::int64_t id = 0;
  CardNumber number;
  std::int64_t person_id = 0;
  std::int64_t enterprise_id = 0;
  Category category = Category::principal;
  CardState state = CardState::prepared;
  std::optional<std::string> reason;  ///< of the last move
  Validity validity;
  std::optional<std::int64_t> application_id;
  std::optional<std::int64_t> predecessor_id;
  std::int64_t decision_id = 0;
  Services services;
  Time created_at;
  Time changed_at;
};

/// Which cards by time: expired is derived, never stored.
enum class ExpiryFilter { any, unexpired, expired };

struct CardFilter {
  std::optional<CardState> state;
  ExpiryFilter expiry = ExpiryFilter::any;
  Time now;                     ///< for `expiry` and `due`
  std::optional<Time> ends_by;  ///< those that expire then or before
  std::optional<Time> due{};    ///< those in force that expire then or before, unrenewed
  std::optional<std::int64_t> enterprise_id;
  std::optional<std::string> text;  ///< part of the number or of the holder's name
  std::optional<std::string> kid;   ///< of the key that signed a credential of it
  Order order{};
  std::optional<PrintState> print{};
};

namespace cards {

/// SQL, of rows of `card`: in force at `$now`, over by `$due`, and nothing takes its place.
inline constexpr std::string_view expires_unrenewed =
    "(state IN ('active', 'lost', 'suspended')"
    " AND valid_from <= $now AND valid_until > $now AND valid_until <= $due"
    " AND NOT EXISTS (SELECT 1 FROM card AS later"
    "  WHERE later.predecessor_id = card.id AND later.state <> 'revoked'))";

/// The card is `prepared`. Throws `Failure` where the person has a live card for some of that time
/// other than the predecessor, or the number, the application or the predecessor is used up.
[[nodiscard]] std::int64_t add(Transaction& transaction, const NewCard& card);
/// Writes a state that `next(state, act)` has given, and announces the card; the reason replaces
/// the last one.
void move(Transaction& transaction, std::int64_t id, CardState to,
          const std::optional<std::string>& reason, Time now);

[[nodiscard]] std::optional<Card> find(Reader& reader, std::int64_t id);
[[nodiscard]] std::optional<Card> find(Reader& reader, const CardNumber& number);
[[nodiscard]] std::optional<Card> of_application(Reader& reader, std::int64_t application_id);
/// The card that renews or replaces it, unless that one was revoked.
[[nodiscard]] std::optional<Card> successor(Reader& reader, std::int64_t id);
[[nodiscard]] std::vector<Card> of_person(Reader& reader, std::int64_t person_id);
[[nodiscard]] std::vector<Card> list(Reader& reader, const CardFilter& filter, Page page);

/// Those of the enterprise that count in its quota: live, and begun. `except` is not counted: the
/// card whose place another is to take.
[[nodiscard]] std::int64_t count_live(Reader& reader, std::int64_t enterprise_id, Time now,
                                      std::optional<std::int64_t> except = std::nullopt);

/// Every card, as the counter knows it.
void for_each_facts(Reader& reader, const std::function<void(const CardFacts&)>& visit);

// Tells observers what the counter is to know of these cards now.
void announce(Transaction& transaction, std::int64_t id);
void announce_of_person(Transaction& transaction, std::int64_t person_id);
void announce_of_enterprise(Transaction& transaction, std::int64_t enterprise_id);

}  // namespace cards
}  // namespace servicecard::store
