#pragma once

#include "server/access/clock.h"
#include "server/counter/office.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/redemptions`, for partners, and `/v1/receipts/{code}`, for anybody. Office and clock live
/// as long as the router.
void add_redemption_routes(http::Router& router, const counter::Office& office,
                           const access::Clock& clock);

}  // namespace servicecard::api
