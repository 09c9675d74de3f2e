#pragma once

#include "server/access/clock.h"
#include "server/desk/account_office.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/partners/{partner}/accounts`: who sits at a partner's counter. Office and clock live as
/// long as the router.
void add_counter_account_routes(http::Router& router, const desk::AccountOffice& office,
                                const access::Clock& clock);

}  // namespace servicecard::api
