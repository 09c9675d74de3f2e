#pragma once

#include "keys/key_ring.h"
#include "server/access/clock.h"
#include "server/counter/client_tokens.h"
#include "server/counter/partner_memory.h"
#include "server/http/router.h"
#include "server/store/store.h"

namespace servicecard::api {

/// What the token endpoint works with; all of it lives as long as the router.
struct TokenEndpoint {
  store::Store& store;
  const counter::PartnerMemory& partners;
  counter::ClientTokens& tokens;
  const keys::KeyRing& ring;
  const access::Clock& clock;
};

/// `/v1/token` (RFC 6749 §4.4 with RFC 7523 §2.2): a program that signed with its partner's own key
/// gets an access token. And the endpoint's metadata (RFC 8414).
void add_client_token_routes(http::Router& router, TokenEndpoint endpoint);

}  // namespace servicecard::api
