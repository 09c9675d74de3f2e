#include "server/api/policies.h"

#include <utility>

#include "server/api/administration_problems.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/page.h"
#include "server/api/routes.h"
#include "server/desk/policies.h"

namespace servicecard::api {
namespace {

json::object to_json(const desk::PolicyView& policy) {
  return {{"id", policy.row.name},
          {"version", policy.row.version},
          {"document_number", policy.document_number},
          {"effective_from", policy.row.effective_from.str()},
          {"effective_until", or_null(policy.row.effective_until)},
          {"entered_by", policy.row.entered_by},
          {"entered_at", timestamp(policy.row.entered_at)}};
}

class Policies {
 public:
  Policies(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request&) const {
    const auto shown = [](const auto& policy) { return to_json(policy); };
    return http::json_response(200, page_json(items_json(list_policies(desk_), shown), 0));
  }

  [[nodiscard]] http::Response current(const http::Request& request) const {
    auto document = current_policy(desk_, day_of(clock_.now()));
    if (!document) return problem_response(request, no_policy_in_force());
    return http::json_response(200, std::move(*document));
  }

  [[nodiscard]] http::Response publish(const http::Request& request) const {
    const auto published = publish_policy(desk_, act_of(request, clock_), request.body);
    if (!published) return problem_response(request, problem_of(published.error()));
    return http::json_response(201, to_json(*published));
  }

 private:
  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_policy_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/policies", Policies(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listPolicies", any_actor, &Policies::list);
  routes.add(Method::get, "/current", "currentPolicy", any_actor, &Policies::current);
  routes.add(Method::post, "", "publishPolicy", "administrator", &Policies::publish);
}

}  // namespace servicecard::api
