#pragma once

#include "server/access/clock.h"
#include "server/counter/office.h"
#include "server/http/router.h"

namespace servicecard::api {

/// What counters did with a card, as the desk sees it: `/v1/cards/{number}/verifications`,
/// `…/redemptions` and `…/refusals`. Office and clock live as long as the router.
void add_card_use_routes(http::Router& router, const counter::Office& office,
                         const access::Clock& clock);

}  // namespace servicecard::api
