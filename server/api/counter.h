#pragma once

#include "keys/key_ring.h"
#include "server/access/clock.h"
#include "server/counter/catalogue.h"
#include "server/counter/partner_memory.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/counter`: what a partner's program or page has to know to begin. All three live as long as
/// the router.
struct CounterParts {
  const counter::PartnerMemory& partners;
  const counter::Catalogue& catalogue;
  const keys::KeyRing& ring;
};
void add_counter_routes(http::Router& router, CounterParts parts, const access::Clock& clock);

}  // namespace servicecard::api
