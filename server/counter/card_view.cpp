#include "server/counter/card_view.h"

namespace servicecard::counter {

void hide_all_but(const store::CardFields& shown, CardView& view) {
  using store::CardField;
  if (!shown.contains(CardField::number)) view.number.reset();
  if (!shown.contains(CardField::holder_name)) view.holder_name.reset();
  if (!shown.contains(CardField::holder_id_last4)) view.holder_id_last4.reset();
  if (!shown.contains(CardField::enterprise_name)) view.enterprise_name.reset();
  if (!shown.contains(CardField::category)) view.category.reset();
  if (!shown.contains(CardField::valid_until)) view.valid_until.reset();
}

}  // namespace servicecard::counter
