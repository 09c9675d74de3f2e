#pragma once

#include <array>
#include <map>

#include "server/app/metrics.h"
#include "server/http/events.h"
#include "server/http/router.h"

namespace servicecard::app {

/// Counts answers by route, method and status, and how long they took by route. The statuses that
/// a route may answer with are few; one that is not among them is counted as "other".
class HttpMetrics {
 public:
  /// The router's table must be complete, and outlive this.
  HttpMetrics(Metrics& metrics, const http::Router& router);

  /// Lock-free.
  void count(const http::Answered& answered);

 private:
  static constexpr std::array<unsigned, 24> statuses{200, 201, 202, 204, 304, 400, 401, 403,
                                                     404, 405, 406, 409, 410, 412, 413, 415,
                                                     417, 422, 429, 431, 500, 501, 503, 0};
  struct Series {
    std::array<Counter*, statuses.size()> answers{};
    Histogram* seconds = nullptr;
  };

  static Series make_series(Metrics& metrics, const std::string& route, std::string_view method);

  std::map<const http::Route*, Series> series_;  // of no route: requests that none took
};

}  // namespace servicecard::app
