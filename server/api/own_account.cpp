#include "server/api/own_account.h"

#include <stdexcept>
#include <utility>

#include "cardlib/credential/qr.h"
#include "server/api/account_problems.h"
#include "server/api/browser.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/routes.h"
#include "server/api/session_json.h"
#include "server/desk/own_password.h"
#include "server/desk/second_factor.h"

namespace servicecard::api {
namespace {

std::string qr_of(const desk::SecondFactorOffer& offer) {
  const auto matrix = QrMatrix::encode_octets(offer.uri);
  if (!matrix) throw std::logic_error("an otpauth URI does not fit a QR code");
  return to_svg(*matrix, {.title = "TOTP", .module_mm = std::nullopt});
}

class OwnAccount {
 public:
  OwnAccount(const desk::AccountOffice& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response me(const http::Request& request) const {
    return http::json_response(200, to_json(office_.store.read([&](store::Snapshot& snapshot) {
                                 return store::actors::find(snapshot, actor_of(request).id).value();
                               })));
  }

  [[nodiscard]] http::Response set_password(const http::Request& request) const {
    JsonBody body(request);
    const auto current = body.text("current");
    const auto next = body.text("new");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, change_password(office_, act_of(request, clock_), session_of(request),
                                           *current, *next));
  }

  [[nodiscard]] http::Response offer_totp(const http::Request& request) const {
    const auto offer = offer_second_factor(office_, act_of(request, clock_));
    if (!offer) return refusal(request, offer.error());
    return http::json_response(
        201,
        json::object{{"secret", offer->secret}, {"uri", offer->uri}, {"qr_svg", qr_of(*offer)}});
  }

  [[nodiscard]] http::Response confirm_totp(const http::Request& request) const {
    JsonBody body(request);
    const auto code = body.text("code");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto confirmed =
        confirm_second_factor(office_, act_of(request, clock_), session_of(request), *code);
    if (!confirmed) return refusal(request, confirmed.error());
    return session_response(
        200, office_, confirmed->session,
        {{"recovery_codes", boost::json::value_from(confirmed->recovery_codes)}});
  }

  [[nodiscard]] http::Response remove_totp(const http::Request& request) const {
    JsonBody body(request);
    const auto code = body.text("code");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, remove_second_factor(office_, act_of(request, clock_),
                                                session_of(request), *code));
  }

  [[nodiscard]] http::Response list_sessions(const http::Request& request) const {
    const access::Session& own = session_of(request);
    const auto shown = [&](const access::Session& session) {
      json::object item = to_json(office_, session);
      item["current"] = session.id == own.id;
      return item;
    };
    const auto sessions = office_.sessions.of(actor_of(request).id, clock_.now());
    return http::json_response(200, page_json(items_json(sessions, shown), 0));
  }

  [[nodiscard]] http::Response end_session(const http::Request& request) const {
    if (!office_.sessions.end(actor_of(request).id, request.parameter("id"))) {
      return refusal(request, desk::SecurityError::no_such_session);
    }
    return http::empty_response(204);
  }

  /// Everywhere, here too.
  [[nodiscard]] http::Response end_sessions(const http::Request& request) const {
    office_.sessions.end_all(actor_of(request).id);
    http::Response response = http::empty_response(204);
    take_session(response);
    return response;
  }

 private:
  [[nodiscard]] http::Response answer(
      const http::Request& request,
      const std::expected<desk::RenewedSession, desk::SecurityRefusal>& renewed) const {
    if (!renewed) return refusal(request, renewed.error());
    return session_response(200, office_, *renewed);
  }

  const desk::AccountOffice& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_own_account_routes(http::Router& router, const desk::AccountOffice& office,
                            const access::Clock& clock) {
  const Routes routes(router, "/v1/me", OwnAccount(office, clock));
  using http::Method;
  routes.add(Method::get, "", "me", "actor counter", &OwnAccount::me);
  routes.add(Method::put, "/password", "changePassword", own_session, &OwnAccount::set_password);
  routes.add(Method::post, "/totp", "offerTotp", own_session, &OwnAccount::offer_totp);
  routes.add(Method::post, "/totp/confirm", "confirmTotp", own_session, &OwnAccount::confirm_totp);
  routes.add(Method::del, "/totp", "removeTotp", own_session, &OwnAccount::remove_totp);
  routes.add(Method::get, "/sessions", "listSessions", own_session, &OwnAccount::list_sessions);
  routes.add(Method::del, "/sessions", "endSessions", own_session, &OwnAccount::end_sessions);
  routes.add(Method::del, "/sessions/{id}", "endSession", own_session, &OwnAccount::end_session);
}

}  // namespace servicecard::api
