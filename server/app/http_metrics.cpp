#include "server/app/http_metrics.h"

#include <algorithm>

namespace servicecard::app {

HttpMetrics::HttpMetrics(Metrics& metrics, const http::Router& router) {
  series_.emplace(nullptr, make_series(metrics, "", ""));
  for (const http::Route& route : router.routes()) {
    series_.emplace(&route, make_series(metrics, route.pattern, to_string(route.method)));
  }
}

HttpMetrics::Series HttpMetrics::make_series(Metrics& metrics, const std::string& route,
                                             std::string_view method) {
  const Metrics::Labels labels{{"route", route}, {"method", std::string(method)}};
  Series series;
  series.seconds = &metrics.histogram("servicecard_http_request_seconds",
                                      "From the whole head of a request to its whole answer.",
                                      seconds_bounds, labels);
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    Metrics::Labels with_status = labels;
    with_status.emplace_back("status", statuses[i] == 0 ? "other" : std::to_string(statuses[i]));
    series.answers[i] = &metrics.counter("servicecard_http_requests_total",
                                         "Requests answered, by route and status.", with_status);
  }
  return series;
}

void HttpMetrics::count(const http::Answered& answered) {
  const Series& series = series_.at(answered.route);
  const auto found = std::ranges::find(statuses, answered.status);
  const auto index = std::min<std::size_t>(static_cast<std::size_t>(found - statuses.begin()),
                                           statuses.size() - 1);
  series.answers.at(index)->add();
  series.seconds->observe(answered.elapsed);
}

}  // namespace servicecard::app
