#include "server/api/refusals.h"

#include <string>
#include <utility>

#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/idempotency_key.h"
#include "server/api/json_body.h"
#include "server/api/offline_report.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/api/use_json.h"
#include "server/api/use_problems.h"
#include "server/counter/offline_reports.h"
#include "server/counter/refusals.h"

namespace servicecard::api {
namespace {

using counter::UseError;

constexpr Bilingual an_id{"应为核验结果中的 id", "must be the id of a verification"};
constexpr Bilingual an_outcome{"应为 holder_confirmed、id_mismatch 或 left",
                               "must be holder_confirmed, id_mismatch or left"};

json::object to_json(const store::NotedOutcome& outcome) {
  return {{"verification_id", std::to_string(outcome.verification_id)},
          {"outcome", store::to_string(outcome.outcome)},
          {"note", or_null(outcome.note)},
          {"noted_at", timestamp(outcome.noted_at)}};
}

/// The routes' handlers, over what they all need.
class Refusals {
 public:
  Refusals(const counter::Office& office, const access::Clock& clock)
      : office_(office), clock_(clock) {}

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto verification = body.parsed("verification_id", positive_number, an_id);
    const auto reason = body.parsed("reason", store::parse_turned_away, a_turned_away);
    const auto service = body.maybe_text("service");
    const auto note = body.maybe_text("note");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto key = idempotency_key(request);
    if (!key) return problem_response(request, idempotency_key_needed());
    const auto refusal = refuse(office_, partner_of(request),
                                {.key = *key,
                                 .verification = *verification,
                                 .reason = *reason,
                                 .service = service,
                                 .note = note},
                                clock_.now());
    if (!refusal) return problem_response(request, problem_of(refusal.error()));
    return http::json_response(201, refusal_json(*refusal));
  }

  [[nodiscard]] http::Response outcome(const http::Request& request) const {
    const auto id = id_parameter(request);
    JsonBody body(request);
    const auto outcome = body.parsed("outcome", store::parse_check_outcome, an_outcome);
    const auto note = body.maybe_text("note");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    if (!id) {
      return problem_response(
          request, problem_of(counter::UseRefusal{.error = UseError::no_such_verification}));
    }
    const auto noted =
        note_outcome(office_, partner_of(request),
                     {.verification = *id, .outcome = *outcome, .note = note}, clock_.now());
    if (!noted) return problem_response(request, problem_of(noted.error()));
    return http::json_response(201, to_json(*noted));
  }

  [[nodiscard]] http::Response report(const http::Request& request) const {
    JsonBody body(request);
    const auto items = offline_report(body);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto results = report_offline(office_, partner_of(request), items, clock_.now());
    if (!results) return problem_response(request, problem_of(results.error()));
    return http::json_response(200, offline_report_json(*results));
  }

 private:
  const counter::Office& office_;
  const access::Clock& clock_;
};

}  // namespace

void add_refusal_routes(http::Router& router, const counter::Office& office,
                        const access::Clock& clock) {
  const Routes routes(router, "/v1", Refusals(office, clock));
  using http::Method;
  routes.add(Method::post, "/refusals", "refuse", may_use, &Refusals::add);
  routes.add(Method::post, "/verifications/{id}/outcome", "noteOutcome", may_verify,
             &Refusals::outcome);
  routes.add(Method::post, "/offline-reports", "reportOffline", may_use, &Refusals::report);
}

}  // namespace servicecard::api
