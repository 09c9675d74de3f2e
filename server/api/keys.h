#pragma once

#include "server/access/clock.h"
#include "server/desk/keys.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/keys`, and loading a trust list. Office and clock live as long as the router.
void add_key_routes(http::Router& router, const desk::KeyOffice& office,
                    const access::Clock& clock);

}  // namespace servicecard::api
