#include "server/api/applications.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/api/application_json.h"
#include "server/api/card_problems.h"
#include "server/api/expectations.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/desk/applications.h"
#include "server/desk/issue.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_batch{"应为 1 到 1000 个申请编号",
                            "must be 1 to 1,000 numbers of applications"};
constexpr Bilingual a_state{"没有这种申请状态", "no such state"};
constexpr Bilingual one_of_both{"person 与 renews 只能给一个", "give one of person and renews"};
constexpr Bilingual an_id{"应为正整数", "must be a positive integer"};
constexpr std::size_t max_batch = 1000;

using Step = desk::ApplicationResult (*)(const desk::Desk&, const access::Act&, std::int64_t);
using ClosingStep = desk::ApplicationResult (*)(const desk::Desk&, const access::Act&, std::int64_t,
                                                const std::string&);

http::Response no_such_application(const http::Request& request) {
  return problem_response(request, problem_of(desk::ApplicationError::no_such_application));
}

// The numbers in `applications`; what is wrong with them is noted.
std::vector<std::int64_t> batch_of(JsonBody& body) {
  const auto numbers = body.integers("applications");
  if (!numbers) return {};
  if (numbers->empty() || numbers->size() > max_batch) body.note("applications", a_batch);
  return *numbers;
}

json::object item_json(std::int64_t application, const std::optional<std::string>& card,
                       const std::optional<desk::ApplicationError>& error) {
  return {{"application", application},
          {"ok", !error.has_value()},
          {"card", or_null(card)},
          {"problem", error ? json::value(to_string(*error)) : json::value(nullptr)},
          {"detail", error ? json::value({{"zh", text_of(*error).zh}, {"en", text_of(*error).en}})
                           : json::value(nullptr)}};
}

class Applications {
 public:
  Applications(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    ListRequest asked(request);
    const desk::ApplicationQuery query{
        .state = asked.parsed("state", parse_application_state, a_state),
        .enterprise = asked.parsed("enterprise", Uscc::parse, a_uscc),
        .order = asked.order(
            {{"entered", store::SortKey::entered}, {"changed_at", store::SortKey::changed}}),
        .page = asked.rows()};
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto key = [](const auto& row) { return row.application.id; };
    const auto shown = [](const auto& row) { return to_json(row); };
    return http::json_response(200, asked.page_of(list_applications(desk_, query), key, shown));
  }

  [[nodiscard]] http::Response draft(const http::Request& request) const {
    JsonBody body(request);
    const auto renews = body.maybe_parsed("renews", CardNumber::parse, a_card_number);
    const auto person = renews ? body.maybe_integer("person") : body.integer("person");
    const auto note = body.maybe_text("note");
    const auto evidence = body.maybe_texts("evidence");
    if (renews && person) body.note("person", one_of_both);
    if (person && *person < 1) body.note("person", an_id);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    using Of = decltype(desk::NewApplication::of);
    return answer(request, 201,
                  draft_application(desk_, act_of(request, clock_),
                                    {.of = renews ? Of(*renews) : Of(*person),
                                     .note = note.value_or(""),
                                     .evidence = evidence.value_or(std::vector<std::string>())}));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return no_such_application(request);
    return answer(request, 200, show_application(desk_, *id));
  }

  [[nodiscard]] http::Response edit(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return no_such_application(request);
    JsonBody body(request);
    const desk::ApplicationChange change{.note = body.maybe_text("note"),
                                         .evidence = body.maybe_texts("evidence")};
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200, edit_application(desk_, act_of(request, clock_), *id, change));
  }

  [[nodiscard]] http::Response take(const http::Request& request, Step step) const {
    const auto id = id_parameter(request);
    if (!id) return no_such_application(request);
    JsonBody body(request);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200, step(desk_, act_of(request, clock_), *id));
  }

  [[nodiscard]] http::Response close(const http::Request& request, ClosingStep step) const {
    const auto id = id_parameter(request);
    if (!id) return no_such_application(request);
    JsonBody body(request);
    const auto reason = body.text("reason");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200, step(desk_, act_of(request, clock_), *id, *reason));
  }

  [[nodiscard]] http::Response approve_all(const http::Request& request) const {
    JsonBody body(request);
    const auto ids = batch_of(body);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    json::array results;
    for (const std::int64_t id : ids) {
      const auto result = approve_application(desk_, act_of(request, clock_), id);
      results.push_back(
          item_json(id, std::nullopt, result ? std::nullopt : std::optional(result.error())));
    }
    return http::json_response(200, json::object{{"results", std::move(results)}});
  }

  [[nodiscard]] http::Response issue_all(const http::Request& request) const {
    JsonBody body(request);
    const auto ids = batch_of(body);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    json::array results;
    for (const auto& item : issue_applications(desk_, act_of(request, clock_), ids)) {
      results.push_back(item.card ? item_json(item.application, *item.card, std::nullopt)
                                  : item_json(item.application, std::nullopt, item.card.error()));
    }
    return http::json_response(200, json::object{{"results", std::move(results)}});
  }

 private:
  [[nodiscard]] http::Response answer(const http::Request& request, unsigned status,
                                      const desk::ApplicationResult& result) const {
    if (!result) return refusal(request, result.error(), clock_.now());
    return http::json_response(status, to_json(*result));
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_application_routes(http::Router& router, const desk::Desk& desk,
                            const access::Clock& clock) {
  const Routes routes(router, "/v1/applications", Applications(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listApplications", any_actor, &Applications::list);
  routes.add(Method::post, "", "createApplication", "clerk", &Applications::draft);
  routes.add(Method::post, "/approve", "approveApplications", "approver",
             &Applications::approve_all);
  routes.add(Method::post, "/issue", "issueApplications", "approver", &Applications::issue_all);
  routes.add(Method::get, "/{id}", "showApplication", any_actor, &Applications::show);
  routes.add(Method::patch, "/{id}", "editApplication", "clerk", &Applications::edit);
  routes.add(Method::post, "/{id}/submit", "submitApplication", "clerk", &Applications::take,
             &desk::submit_application);
  routes.add(Method::post, "/{id}/check", "checkApplication", "clerk approver", &Applications::take,
             &desk::check_application);
  routes.add(Method::post, "/{id}/approve", "approveApplication", "approver", &Applications::take,
             &desk::approve_application);
  routes.add(Method::post, "/{id}/return", "returnApplication", "clerk approver",
             &Applications::close, &desk::return_application);
  routes.add(Method::post, "/{id}/reject", "rejectApplication", "clerk approver",
             &Applications::close, ClosingStep(&desk::reject_application));
}

}  // namespace servicecard::api
