#pragma once

#include <functional>
#include <string_view>

#include "server/access/clock.h"
#include "server/desk/account_office.h"
#include "server/http/router.h"

namespace servicecard::api {

/// Learns how every attempt to sign in ended: "opened", or the name of its problem.
using SignInObserver = std::function<void(std::string_view outcome)>;

/// `/v1/session`: signing in and out. Office and clock live as long as the router.
void add_session_routes(http::Router& router, const desk::AccountOffice& office,
                        const access::Clock& clock, SignInObserver observer);

}  // namespace servicecard::api
