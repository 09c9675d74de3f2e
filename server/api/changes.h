#pragma once

#include "server/access/clock.h"
#include "server/counter/change_feed.h"
#include "server/counter/partner_memory.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/changes`, as server-sent events (HTML Standard §9.2). All live as long as the router, and
/// the sessions that it serves do not outlive them.
void add_change_routes(http::Router& router, counter::ChangeFeed& feed,
                       const counter::PartnerMemory& partners, const access::Clock& clock);

}  // namespace servicecard::api
