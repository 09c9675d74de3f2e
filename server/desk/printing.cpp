#include "server/desk/printing.h"

#include <utility>

#include "server/desk/cards.h"
#include "server/desk/issuing.h"

namespace servicecard::desk {

std::expected<PrintableCard, CardError> printable_card(const Desk& desk, Time now,
                                                       const CardNumber& number) {
  using Result = std::expected<PrintableCard, CardError>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    auto card = store::cards::find(snapshot, number);
    if (!card) return std::unexpected(CardError::no_such_card);
    const CardView view = view_of(snapshot, *std::move(card), now);
    if (view.state == ShownState::prepared) return std::unexpected(CardError::not_released);
    if (view.state == ShownState::expired) return std::unexpected(CardError::expired);
    if (view.state != ShownState::active) return std::unexpected(CardError::wrong_state);
    auto token = Issuing(desk).token(snapshot, view.card.id, store::CredentialKind::printed);
    if (!token) return std::unexpected(CardError::no_token);
    return PrintableCard{.number = number,
                         .holder = view.person_name,
                         .enterprise = view.enterprise_name,
                         .category = view.card.category,
                         .first_day = day_of(view.card.validity.not_before),
                         .last_day = day_of(view.card.validity.expires).plus_days(-1),
                         .token = *std::move(token),
                         .specimen = view.enterprise.is_fake()};
  });
}

}  // namespace servicecard::desk
