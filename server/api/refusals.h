#pragma once

#include "server/access/clock.h"
#include "server/counter/office.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/refusals`, `/v1/verifications/{id}/outcome` and `/v1/offline-reports`, for partners. Office
/// and clock live as long as the router.
void add_refusal_routes(http::Router& router, const counter::Office& office,
                        const access::Clock& clock);

}  // namespace servicecard::api
