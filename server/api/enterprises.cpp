#include "server/api/enterprises.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/enterprise_json.h"
#include "server/api/expectations.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/record_problems.h"
#include "server/api/routes.h"
#include "server/desk/enterprises.h"
#include "server/desk/grounds.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_credit_status{"应为 unknown、good 或 dishonest",
                                    "must be unknown, good or dishonest"};
constexpr Bilingual a_designation{"没有这种认定", "no such kind of designation"};
constexpr Bilingual a_basis{"应为 paid（入库）或 declared（申报）", "must be paid or declared"};
constexpr Bilingual a_wan{"应为万元数，最多两位小数",
                          "must be an amount in 万元 with at most two decimals"};
constexpr Bilingual one_amount{"amount_fen 与 amount_wan 只能且必须填写一个",
                               "give either amount_fen or amount_wan"};
constexpr Bilingual an_amount{"金额不能为负", "must not be negative"};

/// The routes' handlers, over what they all need.
class Enterprises {
 public:
  Enterprises(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    ListRequest asked(request);
    const desk::EnterpriseQuery query{
        .text = asked.text("q"),
        .designation = asked.parsed("designation", parse_designation, a_designation),
        .order = asked.order({{"entered", store::SortKey::entered},
                              {"name", store::SortKey::name},
                              {"uscc", store::SortKey::code}}),
        .page = asked.rows()};
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto key = [](const auto& row) { return row.enterprise.id; };
    const auto shown = [](const auto& row) { return to_json(row); };
    return http::json_response(
        200, asked.page_of(list_enterprises(desk_, clock_.now(), query), key, shown));
  }

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto uscc = body.parsed("uscc", Uscc::parse, a_uscc);
    const auto name = body.text("name");
    const auto credit = body.maybe_parsed("credit_status", parse_credit_status, a_credit_status);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto added = add_enterprise(desk_, act_of(request, clock_), *uscc, *name,
                                      credit.value_or(CreditStatus::unknown));
    return answer(request, 201, added);
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    if (!uscc) return refused(request, desk::RecordError::no_such_enterprise);
    return answer(request, 200, show_enterprise(desk_, clock_.now(), *uscc));
  }

  [[nodiscard]] http::Response change(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    if (!uscc) return refused(request, desk::RecordError::no_such_enterprise);
    JsonBody body(request);
    const desk::EnterpriseChange change{
        .name = body.maybe_text("name"),
        .credit = body.maybe_parsed("credit_status", parse_credit_status, a_credit_status)};
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200, change_enterprise(desk_, act_of(request, clock_), *uscc, change));
  }

  [[nodiscard]] http::Response designate(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    if (!uscc) return refused(request, desk::RecordError::no_such_enterprise);
    JsonBody body(request);
    const auto kind = body.parsed("kind", parse_designation, a_designation);
    const auto from = body.parsed("from", CivilDate::parse, a_day);
    const auto until = body.maybe_parsed("until", CivilDate::parse, a_day);
    const auto source = body.text("source");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(
        request, 201,
        add_designation(desk_, act_of(request, clock_), *uscc,
                        {.kind = *kind, .from = *from, .until = until, .source = *source}));
  }

  [[nodiscard]] http::Response end(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    const auto id = id_parameter(request);
    if (!uscc || !id) return refused(request, desk::RecordError::no_such_designation);
    JsonBody body(request);
    const auto until = body.parsed("until", CivilDate::parse, a_day);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200,
                  end_designation(desk_, act_of(request, clock_), *uscc, *id, *until));
  }

  [[nodiscard]] http::Response tax(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    if (!uscc) return refused(request, desk::RecordError::no_such_enterprise);
    JsonBody body(request);
    const auto year = body.integer("year");
    const auto amount = amount_of(body);
    const auto basis = body.parsed("basis", desk::parse_tax_basis, a_basis);
    const auto source = body.text("source");
    if (year && (*year < 1949 || *year > 9999)) body.note("year", {"年份有误", "no such year"});
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 201,
                  add_tax_record(desk_, act_of(request, clock_), *uscc,
                                 {.year = static_cast<int>(*year),
                                  .amount = *amount,
                                  .basis = *basis,
                                  .source = *source}));
  }

  [[nodiscard]] http::Response confirm(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    const auto id = id_parameter(request);
    if (!uscc || !id) return refused(request, desk::RecordError::no_such_tax_record);
    JsonBody body(request);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200, confirm_tax_record(desk_, act_of(request, clock_), *uscc, *id));
  }

 private:
  // An exact amount in fen, or one in 万元 that stands for a range where it was rounded.
  static std::optional<FenRange> amount_of(JsonBody& body) {
    const auto fen = body.maybe_integer("amount_fen");
    const auto wan = body.maybe_parsed("amount_wan", FenRange::parse_wan, a_wan);
    if (fen.has_value() == wan.has_value()) {
      body.note("amount_fen", one_amount);
      return std::nullopt;
    }
    const auto amount = desk::tax_amount(wan ? *wan : FenRange(Fen(*fen)));
    if (!amount) body.note(wan ? "amount_wan" : "amount_fen", an_amount);
    return amount;
  }

  static http::Response refused(const http::Request& request, desk::RecordError error) {
    return problem_response(request, problem_of(error));
  }

  template <class View>
  static http::Response answer(const http::Request& request, unsigned status,
                               const std::expected<View, desk::RecordError>& result) {
    if (!result) return refused(request, result.error());
    return http::json_response(status, to_json(*result));
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_enterprise_routes(http::Router& router, const desk::Desk& desk,
                           const access::Clock& clock) {
  const Routes routes(router, "/v1/enterprises", Enterprises(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listEnterprises", any_actor, &Enterprises::list);
  routes.add(Method::post, "", "createEnterprise", "clerk", &Enterprises::add);
  routes.add(Method::get, "/{uscc}", "showEnterprise", any_actor, &Enterprises::show);
  routes.add(Method::patch, "/{uscc}", "updateEnterprise", "clerk", &Enterprises::change);
  routes.add(Method::post, "/{uscc}/designations", "addDesignation", "clerk",
             &Enterprises::designate);
  routes.add(Method::post, "/{uscc}/designations/{id}/end", "endDesignation", "clerk",
             &Enterprises::end);
  routes.add(Method::post, "/{uscc}/tax-records", "addTaxRecord", "clerk", &Enterprises::tax);
  routes.add(Method::post, "/{uscc}/tax-records/{id}/confirm", "confirmTaxRecord", "clerk approver",
             &Enterprises::confirm);
}

}  // namespace servicecard::api
