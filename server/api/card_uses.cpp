#include "server/api/card_uses.h"

#include <string>
#include <utility>

#include "server/api/check_json.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/api/use_json.h"
#include "server/api/use_problems.h"
#include "server/counter/card_uses.h"
#include "server/counter/redemptions.h"

namespace servicecard::api {
namespace {

using counter::UseError;

// Where somebody goes with his card is nothing that every clerk has to know.
constexpr const char* readers = "approver auditor";

http::Response refused(const http::Request& request, UseError error) {
  return problem_response(request, problem_of(counter::UseRefusal{.error = error}));
}

/// The routes' handlers, over what they all need.
class CardUses {
 public:
  CardUses(const counter::Office& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response verifications(const http::Request& request) const {
    return page(request, counter::verifications_of, &store::Verification::id, check_json);
  }

  [[nodiscard]] http::Response redemptions(const http::Request& request) const {
    return page(
        request, counter::uses_of, [](const counter::UseView& use) { return use.redemption.id; },
        [](const counter::UseView& use) { return use_json(use, ShownTo::desk); });
  }

  [[nodiscard]] http::Response refusals(const http::Request& request) const {
    return page(request, counter::refusals_of, &store::TurnAway::id, refusal_json);
  }

  [[nodiscard]] http::Response annul(const http::Request& request) const {
    const auto number = number_parameter(request);
    const auto id = id_parameter(request);
    JsonBody body(request);
    const auto reason = body.text("reason");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    if (!number || !id) return refused(request, UseError::no_such_redemption);
    const auto use = void_use(office_, act_of(request, clock_), *number, *id, *reason);
    if (!use) return problem_response(request, problem_of(use.error()));
    return http::json_response(200, use_json(*use, ShownTo::desk));
  }

 private:
  template <class Read, class KeyOf, class ToJson>
  [[nodiscard]] http::Response page(const http::Request& request, Read read, KeyOf key_of,
                                    ToJson to_json) const {
    const auto number = number_parameter(request);
    const ListRequest asked(request);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    if (!number) return refused(request, UseError::no_such_card);
    auto rows = read(office_, *number, asked.rows());
    if (!rows) return problem_response(request, problem_of(rows.error()));
    return http::json_response(200, asked.page_of(*std::move(rows), key_of, to_json));
  }

  const counter::Office& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_card_use_routes(http::Router& router, const counter::Office& office,
                         const access::Clock& clock) {
  const Routes routes(router, "/v1/cards/{number}", CardUses(office, clock));
  using http::Method;
  routes.add(Method::get, "/verifications", "listCardVerifications", readers,
             &CardUses::verifications);
  routes.add(Method::get, "/redemptions", "listCardRedemptions", readers, &CardUses::redemptions);
  routes.add(Method::get, "/refusals", "listCardRefusals", readers, &CardUses::refusals);
  routes.add(Method::post, "/redemptions/{id}/void", "voidCardRedemption", "approver",
             &CardUses::annul);
}

}  // namespace servicecard::api
