#include "server/api/own_tokens.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "server/api/account_problems.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/desk/access_tokens.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_scope{"应为 read（只看）或 write（可操作）", "must be read or write"};
constexpr std::int64_t most_days = 100'000;  // of what can be added to a time

json::object to_json(const store::AccessToken& token) {
  return {{"id", token.id},
          {"label", token.label},
          {"scope", token.scope},
          {"created_at", timestamp(token.created_at)},
          {"expires_at", or_null(token.expires_at)}};
}

class OwnTokens {
 public:
  OwnTokens(const desk::AccountOffice& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    const auto shown = [](const auto& token) { return to_json(token); };
    return http::json_response(
        200, page_json(items_json(list_tokens(office_, act_of(request, clock_)), shown), 0));
  }

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto label = body.text("label");
    const auto scope = body.parsed("scope", access::parse_token_scope, a_scope);
    const auto days = body.integer("days");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const access::Act act = act_of(request, clock_);
    const std::chrono::days lasting(std::clamp(*days, std::int64_t{0}, most_days));
    const auto added = add_token(
        office_, act, {.label = *label, .scope = *scope, .expires_at = act.now + lasting});
    if (!added) return refusal(request, added.error());
    json::object shown = to_json(added->token);
    shown["secret"] = added->secret;
    return http::json_response(201, shown);
  }

  [[nodiscard]] http::Response revoke(const http::Request& request) const {
    return revoke_id(request, id_parameter(request).value_or(0));
  }

  // A program gives up its own: for that nobody has to sign in.
  [[nodiscard]] http::Response revoke_this(const http::Request& request) const {
    return revoke_id(request, token_of(request).value_or(0));
  }

 private:
  [[nodiscard]] http::Response revoke_id(const http::Request& request, std::int64_t id) const {
    const auto revoked = revoke_token(office_, act_of(request, clock_), id);
    return revoked ? http::empty_response(204) : refusal(request, revoked.error());
  }

  const desk::AccountOffice& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_own_token_routes(http::Router& router, const desk::AccountOffice& office,
                          const access::Clock& clock) {
  const Routes routes(router, "/v1/me", OwnTokens(office, clock));
  using http::Method;
  routes.add(Method::get, "/tokens", "listTokens", settled_session, &OwnTokens::list);
  routes.add(Method::post, "/tokens", "createToken", settled_session, &OwnTokens::add);
  routes.add(Method::del, "/tokens/{id}", "revokeToken", settled_session, &OwnTokens::revoke);
  routes.add(Method::del, "/token", "revokeThisToken", any_actor, &OwnTokens::revoke_this);
}

}  // namespace servicecard::api
