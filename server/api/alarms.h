#pragma once

#include "server/access/clock.h"
#include "server/desk/desk.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/alarms`. Desk and clock live as long as the router.
void add_alarm_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock);

}  // namespace servicecard::api
