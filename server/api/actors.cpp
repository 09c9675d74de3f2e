#include "server/api/actors.h"

#include "server/api/administration_problems.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/api/session_json.h"
#include "server/desk/actors.h"
#include "server/http/refusal.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_role{"应为 clerk、approver、auditor 或 administrator",
                           "must be clerk, approver, auditor or administrator"};

http::Response refusal(const http::Request& request, desk::ActorError error) {
  return error == desk::ActorError::busy ? http::busy_response(request)
                                         : problem_response(request, problem_of(error));
}

class Actors {
 public:
  Actors(const desk::AccountOffice& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request&) const {
    const auto shown = [](const auto& actor) { return to_json(actor); };
    return http::json_response(200, page_json(items_json(list_actors(office_), shown), 0));
  }

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto name = body.text("name");
    const auto role = body.parsed("role", access::parse_desk_role, a_role);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 201, add_actor(office_, act_of(request, clock_), *name, *role));
  }

  [[nodiscard]] http::Response reset(const http::Request& request) const {
    return answer(request, 200, reset_password(office_, act_of(request, clock_), id_of(request)));
  }

  using Change = std::expected<store::ActorRow, desk::ActorError> (*)(const desk::AccountOffice&,
                                                                      const access::Act&,
                                                                      std::int64_t);
  [[nodiscard]] http::Response change(const http::Request& request, Change made) const {
    const auto changed = made(office_, act_of(request, clock_), id_of(request));
    if (!changed) return refusal(request, changed.error());
    return http::json_response(200, to_json(*changed));
  }

 private:
  // 0 is nobody's.
  static std::int64_t id_of(const http::Request& request) {
    return id_parameter(request).value_or(0);
  }

  static http::Response answer(
      const http::Request& request, unsigned status,
      const std::expected<desk::ActorWithPassword, desk::ActorError>& made) {
    if (!made) return refusal(request, made.error());
    json::object shown = to_json(made->actor);
    shown["password"] = made->password;
    return http::json_response(status, shown);
  }

  const desk::AccountOffice& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_actor_routes(http::Router& router, const desk::AccountOffice& office,
                      const access::Clock& clock) {
  const Routes routes(router, "/v1/actors", Actors(office, clock));
  using http::Method;
  const char* const administrator = "administrator";
  routes.add(Method::get, "", "listActors", "administrator auditor", &Actors::list);
  routes.add(Method::post, "", "createActor", administrator, &Actors::add);
  routes.add(Method::post, "/{id}/password", "resetPassword", administrator, &Actors::reset);
  routes.add(Method::del, "/{id}/totp", "clearTotp", administrator, &Actors::change,
             &desk::clear_second_factor);
  routes.add(Method::post, "/{id}/disable", "disableActor", administrator, &Actors::change,
             &desk::disable_actor);
  routes.add(Method::post, "/{id}/enable", "enableActor", administrator, &Actors::change,
             &desk::enable_actor);
}

}  // namespace servicecard::api
