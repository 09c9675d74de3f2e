#include "server/api/policy_comparison.h"

#include <optional>
#include <utility>

#include "server/api/administration_problems.h"
#include "server/api/expectations.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/page.h"
#include "server/api/routes.h"
#include "server/desk/policy_comparison.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_flag{"应为 true 或 false", "must be true or false"};

std::optional<desk::ComparedRows> parse_all(std::string_view text) {
  if (text == "true") return desk::ComparedRows::all;
  if (text == "false") return desk::ComparedRows::changed;
  return std::nullopt;
}

json::object side(const Decision& decision, const CardQuota& quota) {
  return {{"verdict", to_string(decision.outcome)},
          {"text", text_json(text_of(decision.outcome))},
          {"reading", text_json(readable(decision.trace))},
          {"quota", quota.certain},
          {"quota_possible", quota.possible}};
}

json::object to_json(const desk::ComparedEnterprise& enterprise) {
  return {{"uscc", enterprise.uscc.str()},
          {"name", enterprise.name},
          {"live_cards", enterprise.live_cards},
          {"changed", enterprise.is_changed()},
          {"before", side(enterprise.before, enterprise.quota_before)},
          {"after", side(enterprise.after, enterprise.quota_after)}};
}

json::object to_json(const desk::PolicyName& policy) {
  return {{"id", policy.id}, {"version", policy.version}};
}

// What stands beside the page.
void add_totals(json::object& out, const desk::PolicyComparison& comparison) {
  json::array outcomes;
  for (const desk::OutcomeChange& change : comparison.outcomes) {
    outcomes.push_back({{"before", to_string(change.before)},
                        {"after", to_string(change.after)},
                        {"enterprises", change.enterprises},
                        {"live_cards", change.live_cards}});
  }
  const desk::QuotaChanges& quotas = comparison.quotas;
  out["day"] = comparison.day.str();
  out["before"] = to_json(comparison.before);
  out["after"] = to_json(comparison.after);
  out["outcomes"] = std::move(outcomes);
  out["quotas"] = {{"raised", quotas.raised},
                   {"lowered", quotas.lowered},
                   {"over", quotas.over},
                   {"places_before", quotas.places_before},
                   {"places_after", quotas.places_after}};
}

class PolicyComparisons {
 public:
  PolicyComparisons(const desk::Desk& desk, const access::Clock& clock)
      : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response compare(const http::Request& request) const {
    ListRequest asked(request);
    const Time now = clock_.now();
    const auto day = asked.parsed("day", CivilDate::parse, a_day);
    const auto rows = asked.parsed("all", parse_all, a_flag);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    auto comparison = compare_policy(desk_, now, request.body,
                                     {.day = day.value_or(day_of(now)),
                                      .rows = rows.value_or(desk::ComparedRows::changed),
                                      .page = asked.rows()});
    if (!comparison) return refused(request, comparison.error());
    const auto shown = [](const auto& enterprise) { return to_json(enterprise); };
    json::object out =
        asked.page_of(std::move(comparison->enterprises), &desk::ComparedEnterprise::id, shown);
    add_totals(out, *comparison);
    return http::json_response(200, out);
  }

 private:
  static http::Response refused(const http::Request& request,
                                const desk::ComparisonRefusal& refusal) {
    return problem_response(
        request, refusal.document ? problem_of(*refusal.document) : no_policy_in_force());
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_policy_comparison_routes(http::Router& router, const desk::Desk& desk,
                                  const access::Clock& clock) {
  const Routes routes(router, "/v1/policies", PolicyComparisons(desk, clock));
  routes.add(http::Method::post, "/comparison", "comparePolicy", any_actor,
             &PolicyComparisons::compare);
}

}  // namespace servicecard::api
