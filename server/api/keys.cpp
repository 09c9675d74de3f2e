#include "server/api/keys.h"

#include <utility>

#include "server/api/administration_problems.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/routes.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_purpose{"应为 card、status、pack、receipt 或 journal",
                              "must be card, status, pack, receipt or journal"};
constexpr Bilingual a_reason{"应为 compromised、lost、superseded 或 mistaken",
                             "must be compromised, lost, superseded or mistaken"};

std::optional<KeyPurpose> parse_ring_purpose(std::string_view name) {
  const auto purpose = parse_key_purpose(name);
  return purpose == KeyPurpose::root ? std::nullopt : purpose;
}

json::object to_json(const desk::KeyView& view) {
  const TrustedKey& key = view.record.key;
  return {{"kid", key.key.kid()},
          {"purpose", to_string(key.purpose)},
          {"state", to_string(view.state)},
          {"created_at", timestamp(key.created)},
          {"expires_at", timestamp(key.expires)},
          {"signs", view.signs},
          {"next_state", view.next_state ? json::value(to_string(*view.next_state)) : nullptr}};
}

class Keys {
 public:
  Keys(const desk::KeyOffice& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request&) const {
    const auto shown = [](const auto& key) { return to_json(key); };
    return http::json_response(200,
                               page_json(items_json(list_keys(office_, clock_.now()), shown), 0));
  }

  [[nodiscard]] http::Response rotate(const http::Request& request) const {
    JsonBody body(request);
    const auto purpose = body.parsed("purpose", parse_ring_purpose, a_purpose);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 201, rotate_key(office_, act_of(request, clock_), *purpose));
  }

  [[nodiscard]] http::Response retire(const http::Request& request) const {
    return answer(request, 200,
                  retire_key(office_, act_of(request, clock_), request.parameter("kid")));
  }

  [[nodiscard]] http::Response revoke(const http::Request& request) const {
    JsonBody body(request);
    const auto reason = body.parsed("reason", keys::parse_revocation_reason, a_reason);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200,
                  revoke_key(office_, act_of(request, clock_), request.parameter("kid"), *reason));
  }

  [[nodiscard]] http::Response export_all(const http::Request&) const {
    return http::json_response(200, export_keys(office_));
  }

  [[nodiscard]] http::Response load(const http::Request& request) const {
    const auto loaded = load_trust_list(office_, act_of(request, clock_), request.body);
    if (!loaded) return problem_response(request, problem_of(loaded.error()));
    return list(request);
  }

 private:
  static http::Response answer(const http::Request& request, unsigned status,
                               const std::expected<desk::KeyView, keys::MoveError>& result) {
    if (!result) return problem_response(request, problem_of(result.error()));
    return http::json_response(status, to_json(*result));
  }

  const desk::KeyOffice& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_key_routes(http::Router& router, const desk::KeyOffice& office,
                    const access::Clock& clock) {
  const Keys handlers(office, clock);
  const Routes routes(router, "/v1/keys", handlers);
  using http::Method;
  constexpr const char* readers = "administrator auditor";
  routes.add(Method::get, "", "listKeys", readers, &Keys::list);
  routes.add(Method::post, "/rotate", "rotateKey", "administrator", &Keys::rotate);
  routes.add(Method::post, "/{kid}/retire", "retireKey", "administrator", &Keys::retire);
  routes.add(Method::post, "/{kid}/revoke", "revokeKey", "administrator", &Keys::revoke);
  routes.add(Method::get, "/export", "exportKeys", readers, &Keys::export_all);
  router.add({.method = Method::put,
              .pattern = "/trust-list",
              .operation = "loadTrustList",
              .access = "administrator",
              .body_limit = TrustList::max_size,
              .handler = calling(handlers, &Keys::load)});
}

}  // namespace servicecard::api
