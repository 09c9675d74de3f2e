#pragma once

#include "server/access/clock.h"
#include "server/desk/account_office.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/me/tokens`: personal tokens, for programs. Office and clock live as long as the router.
void add_own_token_routes(http::Router& router, const desk::AccountOffice& office,
                          const access::Clock& clock);

}  // namespace servicecard::api
