#include "server/api/redemptions.h"

#include <string>
#include <utility>

#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/idempotency_key.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/api/use_json.h"
#include "server/api/use_problems.h"
#include "server/counter/redemptions.h"

namespace servicecard::api {
namespace {

using counter::UseError;

constexpr Bilingual an_id{"应为核验结果中的 id", "must be the id of a verification"};
constexpr Bilingual a_beneficiary{"应为 self、spouse、child 或 parent",
                                  "must be self, spouse, child or parent"};
constexpr Bilingual a_day{"应为 2026-04-30 这样的日期", "must be a date like 2026-04-30"};

http::Response refused(const http::Request& request, UseError error) {
  return problem_response(request, problem_of(counter::UseRefusal{.error = error}));
}

/// The routes' handlers, over what they all need.
class Redemptions {
 public:
  Redemptions(const counter::Office& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto verification = body.parsed("verification_id", positive_number, an_id);
    const auto service = body.text("service");
    const auto beneficiary = body.parsed("for", parse_beneficiary, a_beneficiary);
    const auto site = body.maybe_text("site");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto key = idempotency_key(request);
    if (!key) return problem_response(request, idempotency_key_needed());
    const auto use = redeem(office_, partner_of(request),
                            {.key = *key,
                             .verification = *verification,
                             .service = *service,
                             .beneficiary = *beneficiary,
                             .site = site},
                            clock_.now());
    return answer(request, use && use->recorded == counter::Recorded::now ? 201 : 200, use);
  }

  [[nodiscard]] http::Response list(const http::Request& request) const {
    ListRequest asked(request);
    const auto since = asked.parsed("since", CivilDate::parse, a_day);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto from = since ? std::optional(start_of(*since)) : std::nullopt;
    auto uses = list_own_uses(office_, partner_of(request), from, asked.rows());
    return http::json_response(
        200, asked.page_of(
                 std::move(uses), [](const auto& use) { return use.redemption.id; },
                 [](const auto& use) { return use_json(use, ShownTo::partner); }));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return refused(request, UseError::no_such_redemption);
    return answer(request, 200, show_own_use(office_, partner_of(request), *id));
  }

  [[nodiscard]] http::Response annul(const http::Request& request) const {
    const auto id = id_parameter(request);
    JsonBody body(request);
    const auto reason = body.text("reason");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    if (!id) return refused(request, UseError::no_such_redemption);
    return answer(request, 200,
                  void_own_use(office_, partner_of(request), *id, *reason, clock_.now()));
  }

  [[nodiscard]] http::Response receipt(const http::Request& request) const {
    const auto use = find_receipt(office_, request.parameter("code"));
    if (!use) return problem_response(request, problem_of(use.error()));
    const store::Redemption& redemption = use->redemption;
    return http::json_response(200,
                               json::object{{"jwt", redemption.entry.receipt.value()},
                                            {"state", redemption.voided ? "voided" : "counted"}});
  }

 private:
  static http::Response answer(const http::Request& request, unsigned status,
                               const counter::UseResult& use) {
    if (!use) return problem_response(request, problem_of(use.error()));
    return http::json_response(status, use_json(*use, ShownTo::partner));
  }

  const counter::Office& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_redemption_routes(http::Router& router, const counter::Office& office,
                           const access::Clock& clock) {
  const Redemptions redemptions(office, clock);
  const Routes routes(router, "/v1/redemptions", redemptions);
  using http::Method;
  routes.add(Method::post, "", "redeem", may_use, &Redemptions::add);
  routes.add(Method::get, "", "listRedemptions", may_use, &Redemptions::list);
  routes.add(Method::get, "/{id}", "showRedemption", may_use, &Redemptions::show);
  routes.add(Method::post, "/{id}/void", "voidRedemption", may_use, &Redemptions::annul);
  router.add({.pattern = "/v1/receipts/{code}",
              .operation = "showReceipt",
              .cors = http::Cors::anyone,
              .handler = calling(redemptions, &Redemptions::receipt)});
}

}  // namespace servicecard::api
