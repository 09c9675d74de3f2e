#pragma once

#include "server/desk/desk.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/journal`. The desk lives as long as the router.
void add_journal_routes(http::Router& router, const desk::Desk& desk);

}  // namespace servicecard::api
