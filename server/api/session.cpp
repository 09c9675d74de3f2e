#include "server/api/session.h"

#include <algorithm>
#include <utility>

#include "server/api/account_problems.h"
#include "server/api/browser.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/routes.h"
#include "server/api/session_json.h"
#include "server/desk/sign_in.h"

namespace servicecard::api {
namespace {

constexpr std::size_t max_agent = 200;

// A field's value may hold any octet; what is kept of it stands in JSON and on pages.
std::string agent_of(const http::Request& request) {
  std::string agent(request.header("User-Agent").value_or("").substr(0, max_agent));
  std::ranges::replace_if(agent, [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
  return agent;
}

class SessionRoutes {
 public:
  SessionRoutes(const desk::AccountOffice& office, const access::Clock& clock,
                SignInObserver observer)
      : office_(office), clock_(clock), observer_(std::move(observer)) {}

  // A page elsewhere must not sign anybody in here, not even with its own account.
  [[nodiscard]] http::Response open(const http::Request& request) const {
    if (is_of_another_origin(request)) return problem_response(request, cross_site());
    JsonBody body(request);
    const auto name = body.text("name");
    const auto password = body.text("password");
    const auto code = body.maybe_text("code");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto opened = sign_in(office_,
                                {.name = *name,
                                 .password = *password,
                                 .code = code,
                                 .address = request.peer,
                                 .agent = agent_of(request)},
                                clock_.now());
    observer_(opened ? "opened" : desk::to_string(opened.error().error));
    if (!opened) return refusal(request, opened.error());
    return session_response(201, office_, *opened);
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto account = office_.store.read([&](store::Snapshot& snapshot) {
      return store::actors::find(snapshot, actor_of(request).id).value();
    });
    return http::json_response(
        200, session_json(office_, account, session_of(request), session_secret(request).value()));
  }

  [[nodiscard]] http::Response close(const http::Request& request) const {
    office_.sessions.end(actor_of(request).id, session_of(request).id);
    http::Response response = http::empty_response(204);
    take_session(response);
    return response;
  }

 private:
  const desk::AccountOffice& office_;
  const access::Clock& clock_;
  SignInObserver observer_;
};

}  // namespace

void add_session_routes(http::Router& router, const desk::AccountOffice& office,
                        const access::Clock& clock, SignInObserver observer) {
  const Routes routes(router, "/v1/session", SessionRoutes(office, clock, std::move(observer)));
  using http::Method;
  routes.add(Method::post, "", "signIn", "", &SessionRoutes::open);
  routes.add(Method::get, "", "showSession", own_session, &SessionRoutes::show);
  routes.add(Method::del, "", "signOut", own_session, &SessionRoutes::close);
}

}  // namespace servicecard::api
