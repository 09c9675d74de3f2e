#include "server/desk/printing.h"

#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "server/desk/cards.h"
#include "server/desk/issuing.h"

namespace servicecard::desk {

std::expected<PrintableCard, CardError> printable(const Desk& desk, store::Reader& reader, Time now,
                                                  store::Card card) {
  const CardView view = view_of(reader, std::move(card), now);
  if (view.state == ShownState::prepared) return std::unexpected(CardError::not_released);
  if (view.state == ShownState::expired) return std::unexpected(CardError::expired);
  if (view.state != ShownState::active) return std::unexpected(CardError::wrong_state);
  auto token = Issuing(desk).token(reader, view.card.id, store::CredentialKind::printed);
  if (!token) return std::unexpected(CardError::no_token);
  return PrintableCard{.number = view.card.number,
                       .holder = view.person_name,
                       .enterprise = view.enterprise_name,
                       .category = view.card.category,
                       .first_day = day_of(view.card.validity.not_before),
                       .last_day = day_of(view.card.validity.expires).plus_days(-1),
                       .token = *std::move(token),
                       .specimen = view.enterprise.is_fake()};
}

Sha256 digest_of(const PrintableCard& card) {
  return sha256(json::serialize(json::array{
      card.number.str(), card.holder, card.enterprise, to_string(card.category),
      card.first_day.str(), card.last_day.str(), base64url::encode(card.token), card.specimen}));
}

}  // namespace servicecard::desk
