#include "server/api/counter_accounts.h"

#include <utility>

#include "server/api/administration_problems.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/api/session_json.h"
#include "server/desk/counter_accounts.h"
#include "server/http/refusal.h"

namespace servicecard::api {
namespace {

using desk::ActorError;

http::Response refusal(const http::Request& request, ActorError error) {
  return error == ActorError::busy ? http::busy_response(request)
                                   : problem_response(request, problem_of(error));
}

class CounterAccounts {
 public:
  CounterAccounts(const desk::AccountOffice& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto name = body.text("name");
    const auto site = body.maybe_text("site");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 201,
                  add_counter_account(
                      office_, act_of(request, clock_),
                      {.partner = request.parameter("partner"), .name = *name, .site = site}));
  }

  [[nodiscard]] http::Response reset(const http::Request& request) const {
    const auto id = account_in(request);
    if (!id) return refusal(request, ActorError::no_such_actor);
    return answer(request, 200, reset_counter_account(office_, act_of(request, clock_), *id));
  }

  using Change = std::expected<store::ActorRow, ActorError> (*)(const desk::AccountOffice&,
                                                                const access::Act&, std::int64_t);
  [[nodiscard]] http::Response change(const http::Request& request, Change made) const {
    const auto id = account_in(request);
    if (!id) return refusal(request, ActorError::no_such_actor);
    const auto changed = made(office_, act_of(request, clock_), *id);
    if (!changed) return refusal(request, changed.error());
    return http::json_response(200, to_json(*changed));
  }

 private:
  // Nothing for anybody who is not at that partner's counter.
  [[nodiscard]] std::optional<std::int64_t> account_in(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id || !is_counter_account(office_, request.parameter("partner"), *id)) {
      return std::nullopt;
    }
    return id;
  }

  static http::Response answer(const http::Request& request, unsigned status,
                               const std::expected<desk::ActorWithPassword, ActorError>& made) {
    if (!made) return refusal(request, made.error());
    json::object shown = to_json(made->actor);
    shown["password"] = made->password;
    return http::json_response(status, shown);
  }

  const desk::AccountOffice& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_counter_account_routes(http::Router& router, const desk::AccountOffice& office,
                                const access::Clock& clock) {
  const Routes routes(router, "/v1/partners/{partner}/accounts", CounterAccounts(office, clock));
  using http::Method;
  const char* const administrator = "administrator";
  routes.add(Method::post, "", "createCounterAccount", administrator, &CounterAccounts::add);
  routes.add(Method::post, "/{id}/password", "resetCounterAccount", administrator,
             &CounterAccounts::reset);
  routes.add(Method::post, "/{id}/disable", "disableCounterAccount", administrator,
             &CounterAccounts::change, &desk::disable_actor);
  routes.add(Method::post, "/{id}/enable", "enableCounterAccount", administrator,
             &CounterAccounts::change, &desk::enable_actor);
}

}  // namespace servicecard::api
