#include "server/api/actors.h"

#include "server/api/administration_problems.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/desk/actors.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_role{"应为 clerk、approver、auditor 或 administrator",
                           "must be clerk, approver, auditor or administrator"};

json::object to_json(const store::ActorRow& actor) {
  return {{"id", actor.id},
          {"name", actor.name},
          {"role", actor.role},
          {"disabled", actor.disabled_at.has_value()}};
}

class Actors {
 public:
  Actors(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response me(const http::Request& request) const {
    const access::Actor& actor = actor_of(request);
    return http::json_response(200, json::object{{"id", actor.id},
                                                 {"name", actor.name},
                                                 {"role", to_string(actor.role)},
                                                 {"disabled", false}});
  }

  [[nodiscard]] http::Response list(const http::Request&) const {
    const auto shown = [](const auto& actor) { return to_json(actor); };
    return http::json_response(200, page_json(items_json(list_actors(desk_), shown), 0));
  }

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto name = body.text("name");
    const auto role = body.parsed("role", access::parse_role, a_role);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto added = add_actor(desk_, act_of(request, clock_), *name, *role);
    if (!added) return problem_response(request, problem_of(added.error()));
    json::object shown = to_json(added->actor);
    shown["token"] = added->token;
    return http::json_response(201, shown);
  }

  [[nodiscard]] http::Response disable(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return problem_response(request, problem_of(desk::ActorError::no_such_actor));
    const auto disabled = disable_actor(desk_, act_of(request, clock_), *id);
    if (!disabled) return problem_response(request, problem_of(disabled.error()));
    return http::json_response(200, to_json(*disabled));
  }

 private:
  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_actor_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1", Actors(desk, clock));
  using http::Method;
  routes.add(Method::get, "/me", "me", any_actor, &Actors::me);
  routes.add(Method::get, "/actors", "listActors", "administrator auditor", &Actors::list);
  routes.add(Method::post, "/actors", "createActor", "administrator", &Actors::add);
  routes.add(Method::post, "/actors/{id}/disable", "disableActor", "administrator",
             &Actors::disable);
}

}  // namespace servicecard::api
