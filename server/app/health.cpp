#include "server/app/health.h"

#include <boost/json.hpp>

namespace servicecard::app {
namespace {

using http::Request;
using http::Response;

ReadyCheck::Result result_of(const ReadyCheck& check) {
  try {
    return check.check();
  } catch (const std::exception& error) {
    return {.ok = false, .detail = error.what()};
  }
}

Response readiness(const std::vector<ReadyCheck>& checks) {
  bool ready = true;
  boost::json::array results;
  for (const ReadyCheck& check : checks) {
    const ReadyCheck::Result result = result_of(check);
    ready = ready && result.ok;
    results.push_back({{"name", check.name}, {"ok", result.ok}, {"detail", result.detail}});
  }
  const boost::json::object document{{"ready", ready}, {"checks", std::move(results)}};
  return http::json_response(ready ? 200 : 503, boost::json::value(document));
}

Response metrics_text(const Metrics& metrics) {
  Response response = http::text_response(200, metrics.text());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace

void add_health_routes(http::Router& router, std::vector<ReadyCheck> checks,
                       const Metrics& metrics) {
  router.add({.pattern = "/healthz",
              .operation = "health",
              .runs = http::Runs::on_io,
              .handler = http::plain([](const Request&) {
                return http::json_response(200, std::string(R"({"status":"ok"})"));
              })});
  router.add({.pattern = "/readyz",
              .operation = "readiness",
              .handler = http::plain(
                  [checks = std::move(checks)](const Request&) { return readiness(checks); })});
  router.add(
      {.pattern = "/metrics",
       .operation = "metrics",
       .handler = http::plain([&metrics](const Request&) { return metrics_text(metrics); })});
}

}  // namespace servicecard::app
