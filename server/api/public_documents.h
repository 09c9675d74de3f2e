#pragma once

#include "keys/key_ring.h"
#include "server/counter/publisher.h"
#include "server/http/router.h"

namespace servicecard::api {

/// What anybody may read, from any origin: keys, trust list, type metadata, status lists, offline
/// pack, and the description of this API. Ring and publisher live as long as the router.
void add_public_document_routes(http::Router& router, const keys::KeyRing& ring,
                                const counter::Publisher& publisher);

}  // namespace servicecard::api
