#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/app/metrics.h"
#include "server/http/router.h"

namespace servicecard::app {

/// What must be so before the server is of use: "store", "card key".
struct ReadyCheck {
  struct Result {
    bool ok = false;
    std::string detail{};  ///< for the operator
  };

  std::string name;
  std::function<Result()> check;  ///< called from any thread; an exception is a failed check
};

/// Adds /healthz (the process answers), /readyz (every check holds: 200, or 503) and /metrics.
/// `metrics` must outlive the router.
void add_health_routes(http::Router& router, std::vector<ReadyCheck> checks,
                       const Metrics& metrics);

}  // namespace servicecard::app
