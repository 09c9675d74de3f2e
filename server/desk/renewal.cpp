#include "server/desk/renewal.h"

#include <utility>

#include "cardlib/lifecycle/validity.h"

namespace servicecard::desk {

std::optional<ApplicationError> objection_to_renewal(store::Reader& reader, const Policy& policy,
                                                     const store::Card& card, Time now) {
  if (card.state != CardState::active) return ApplicationError::not_renewable;
  if (store::cards::successor(reader, card.id)) return ApplicationError::has_successor;
  switch (renewal_window(policy, card.validity, now)) {
    case RenewalWindow::not_open:
      return ApplicationError::renewal_not_open;
    case RenewalWindow::open:
      return std::nullopt;
    case RenewalWindow::over:
      return ApplicationError::renewal_over;
  }
  std::unreachable();
}

std::optional<ApplicationError> objection_to_successor(store::Reader& reader,
                                                       const store::Application& application) {
  if (!application.predecessor_id) return std::nullopt;
  const store::Card card = store::cards::find(reader, *application.predecessor_id).value();
  if (store::cards::successor(reader, card.id)) return ApplicationError::has_successor;
  if (!next(card.state, CardAct::revoke)) return ApplicationError::not_renewable;
  return std::nullopt;
}

CivilDate first_day(store::Reader& reader, const store::Application& application) {
  if (!application.predecessor_id) return day_of(application.approved_at.value());
  return day_of(store::cards::find(reader, *application.predecessor_id).value().validity.expires);
}

}  // namespace servicecard::desk
