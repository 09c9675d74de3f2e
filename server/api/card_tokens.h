#pragma once

#include "server/access/clock.h"
#include "server/access/timed_nonce.h"
#include "server/desk/desk.h"
#include "server/http/router.h"

namespace servicecard::api {

/// The credentials of a card: its tokens, its QR code, and binding its wallet to a holder's key.
/// What is given lives as long as the router.
void add_card_token_routes(http::Router& router, const desk::Desk& desk,
                           const access::TimedNonces& nonces, const access::Clock& clock);

}  // namespace servicecard::api
