#include "server/api/queues.h"

#include <optional>
#include <utility>

#include "server/api/application_json.h"
#include "server/api/enterprise_json.h"
#include "server/api/expectations.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/desk/queues.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_flag{"应为 true 或 false", "must be true or false"};

std::optional<desk::WaitingFor> parse_mine(std::string_view text) {
  if (text == "true") return desk::WaitingFor::me;
  if (text == "false") return desk::WaitingFor::anybody;
  return std::nullopt;
}

json::object to_json(const desk::Queues& queues) {
  json::array applications;
  for (const desk::ApplicationQueue& queue : queues.applications) {
    applications.push_back({{"state", to_string(queue.state)},
                            {"count", queue.count},
                            {"oldest", or_null(queue.oldest)},
                            {"for_me", queue.for_me}});
  }
  json::array expiring;
  for (const desk::ExpiringCards& cards : queues.expiring) {
    expiring.push_back(
        {{"days", cards.days}, {"until", cards.until.str()}, {"count", cards.count}});
  }
  return {{"applications", std::move(applications)},
          {"tax_records",
           {{"count", queues.tax_records.count},
            {"oldest", or_null(queues.tax_records.oldest)},
            {"for_me", queues.tax_records.for_me}}},
          {"expiring", std::move(expiring)}};
}

json::object to_json(const desk::WaitingTaxRecord& waiting) {
  json::object out = api::to_json(waiting.record);
  out["enterprise"] = waiting.enterprise.uscc.str();
  out["enterprise_name"] = waiting.enterprise.name;
  return out;
}

class QueueRoutes {
 public:
  QueueRoutes(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response show(const http::Request& request) const {
    return http::json_response(200, to_json(show_queues(desk_, act_of(request, clock_))));
  }

  [[nodiscard]] http::Response list(const http::Request& request) const {
    ListRequest asked(request);
    const auto state = parse_application_state(request.parameter("state"));
    if (!state)
      return problem_response(request,
                              http::bad_request({.zh = "没有这种申请状态", .en = "no such state"}));
    const auto whom = asked.parsed("mine", parse_mine, a_flag);
    const auto since = asked.parsed("since", CivilDate::parse, a_day);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const desk::QueueQuery query{.state = *state,
                                 .whom = whom.value_or(desk::WaitingFor::anybody),
                                 .since = since,
                                 .page = asked.rows()};
    const auto shown = [](const auto& waiting) { return api::to_json(waiting); };
    return http::json_response(200, asked.page_of(list_queue(desk_, act_of(request, clock_), query),
                                                  &desk::place_of, shown));
  }

  [[nodiscard]] http::Response tax_records(const http::Request& request) const {
    ListRequest asked(request);
    const auto whom = asked.parsed("mine", parse_mine, a_flag);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto shown = [](const auto& waiting) { return to_json(waiting); };
    return http::json_response(
        200, asked.page_of(list_tax_queue(desk_, act_of(request, clock_),
                                          {.whom = whom.value_or(desk::WaitingFor::anybody),
                                           .page = asked.rows()}),
                           &desk::WaitingTaxRecord::id, shown));
  }

 private:
  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_queue_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/queues", QueueRoutes(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "showQueues", any_actor, &QueueRoutes::show);
  routes.add(Method::get, "/tax-records", "listTaxQueue", any_actor, &QueueRoutes::tax_records);
  routes.add(Method::get, "/{state}", "listQueue", any_actor, &QueueRoutes::list);
}

}  // namespace servicecard::api
