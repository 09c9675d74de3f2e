#pragma once

#include "server/counter/verification.h"
#include "server/store/partner_terms.h"

namespace servicecard::counter {

/// Takes out of the view what its partner is not shown.
void hide_all_but(const store::CardFields& shown, CardView& view);

}  // namespace servicecard::counter
