#include "server/api/people.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/card_json.h"
#include "server/api/expectations.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/record_problems.h"
#include "server/api/routes.h"
#include "server/desk/departure.h"
#include "server/desk/people.h"
#include "server/desk/reveal.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_resident_id{"身份证号有误，请核对 18 位、出生日期及校验码",
                                  "not a resident ID; check its 18 characters and the date in it"};
constexpr Bilingual a_field{"应为 resident_id（身份证号）或 phone（电话）",
                            "must be resident_id or phone"};
constexpr Bilingual a_role{"应为 principal（企业负责人）或 talent（高层次人才）",
                           "must be principal or talent"};

json::object to_json(const desk::PersonView& person) {
  return {{"id", person.id},
          {"enterprise", person.enterprise.str()},
          {"name", person.name.str()},
          {"resident_id_masked", person.resident_id_masked},
          {"phone_masked", or_null(person.phone_masked)},
          {"role", to_string(person.role)},
          {"contract_end", or_null(person.contract_end)},
          {"left_on", or_null(person.left_on)},
          {"card", or_null(person.card)},
          {"created_at", timestamp(person.created_at)}};
}

json::object to_json(const desk::DepartureReport& report, desk::Run run) {
  json::object out = api::to_json(report.cards, run);
  out["person"] = to_json(report.person);
  out["application"] = nullptr;
  if (const auto& ended = report.application) {
    out["application"] = {{"id", ended->id}, {"state", to_string(ended->state)}};
  }
  return out;
}

class People {
 public:
  People(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    ListRequest asked(request);
    const desk::PersonQuery query{.text = asked.text("q"),
                                  .enterprise = asked.parsed("enterprise", Uscc::parse, a_uscc),
                                  .order = asked.order({{"entered", store::SortKey::entered},
                                                        {"name", store::SortKey::name}}),
                                  .page = asked.rows()};
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto shown = [](const auto& person) { return to_json(person); };
    return http::json_response(
        200, asked.page_of(list_people(desk_, clock_.now(), query), &desk::PersonView::id, shown));
  }

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto enterprise = body.parsed("enterprise", Uscc::parse, a_uscc);
    const auto name = body.parsed("name", PersonName::parse, a_name);
    const auto resident_id = body.parsed("resident_id", ResidentId::parse, a_resident_id);
    const auto phone = body.maybe_parsed("phone", Phone::parse, a_phone);
    const auto role = body.parsed("role", parse_category, a_role);
    const auto contract_end = body.maybe_parsed("contract_end", CivilDate::parse, a_day);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 201,
                  add_person(desk_, act_of(request, clock_),
                             {.enterprise = *enterprise,
                              .name = *name,
                              .resident_id = *resident_id,
                              .phone = phone,
                              .role = *role,
                              .contract_end = contract_end}));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return problem_response(request, problem_of(desk::RecordError::no_such_person));
    return answer(request, 200, show_person(desk_, clock_.now(), *id));
  }

  [[nodiscard]] http::Response change(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return problem_response(request, problem_of(desk::RecordError::no_such_person));
    JsonBody body(request);
    const desk::PersonChange change{
        .name = body.maybe_parsed("name", PersonName::parse, a_name),
        .phone = body.change_parsed("phone", Phone::parse, a_phone),
        .role = body.maybe_parsed("role", parse_category, a_role),
        .contract_end = body.change_parsed("contract_end", CivilDate::parse, a_day)};
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200, change_person(desk_, act_of(request, clock_), *id, change));
  }

  [[nodiscard]] http::Response leave(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return problem_response(request, problem_of(desk::RecordError::no_such_person));
    JsonBody body(request);
    const auto on = body.maybe_parsed("on", CivilDate::parse, a_day);
    const auto note = body.maybe_text("note");
    const desk::Run run = run_of(body);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto report = leave_enterprise(desk_, act_of(request, clock_), *id,
                                         {.on = on, .note = note.value_or("")}, run);
    if (!report) return problem_response(request, problem_of(report.error()));
    return http::json_response(200, to_json(*report, run));
  }

  [[nodiscard]] http::Response reveal(const http::Request& request) const {
    JsonBody body(request);
    const auto field = body.parsed("field", desk::parse_personal_field, a_field);
    const auto reason = body.text("reason");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const access::Act act = act_of(request, clock_);
    const auto value = desk::reveal(desk_, act, id_parameter(request).value_or(0), *field, *reason);
    if (!value) return refusal(request, value.error(), act.now);
    return http::json_response(200, json::object{{"field", to_string(*field)}, {"value", *value}});
  }

 private:
  static http::Response answer(const http::Request& request, unsigned status,
                               const std::expected<desk::PersonView, desk::RecordError>& result) {
    if (!result) return problem_response(request, problem_of(result.error()));
    return http::json_response(status, to_json(*result));
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_people_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/people", People(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listPeople", any_actor, &People::list);
  routes.add(Method::post, "", "createPerson", "clerk", &People::add);
  routes.add(Method::get, "/{id}", "showPerson", any_actor, &People::show);
  routes.add(Method::post, "/{id}/leave", "leaveEnterprise", "approver", &People::leave);
  routes.add(Method::post, "/{id}/reveal", "revealPerson", "clerk approver", &People::reveal);
  routes.add(Method::patch, "/{id}", "updatePerson", "clerk", &People::change);
}

}  // namespace servicecard::api
