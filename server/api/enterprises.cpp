#include "server/api/enterprises.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/enterprise_json.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/record_problems.h"
#include "server/desk/enterprises.h"
#include "server/desk/grounds.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_uscc{"统一社会信用代码有误，请核对 18 位及校验码",
                           "not a unified social credit code; check its 18 characters"};
constexpr Bilingual a_credit_status{"应为 unknown、good 或 dishonest",
                                    "must be unknown, good or dishonest"};
constexpr Bilingual a_designation{"没有这种认定", "no such kind of designation"};
constexpr Bilingual a_day{"应为 2026-04-30 这样的日期", "must be a date like 2026-04-30"};
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
    const auto page = page_request(request);
    if (!page) return problem_response(request, page.error());
    desk::EnterpriseQuery query{.text = std::nullopt,
                                .designation = std::nullopt,
                                .page = {.limit = page->limit + 1, .after = page->after}};
    if (const auto text = request.query("q"); text && !text->empty()) query.text = *text;
    if (const auto kind = request.query("designation")) {
      query.designation = parse_designation(*kind);
      if (!query.designation) {
        return problem_response(request, http::bad_request({.zh = std::string(a_designation.zh),
                                                            .en = std::string(a_designation.en)}));
      }
    }
    return http::json_response(200,
                               paged(list_enterprises(desk_, clock_.now(), query), page->limit));
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

  // `rows` may hold one more than was asked for: then there is a next page.
  static json::object paged(std::vector<desk::EnterpriseView> rows, std::int64_t limit) {
    const bool more = std::cmp_greater(rows.size(), limit);
    if (more) rows.pop_back();
    json::array items;
    for (const desk::EnterpriseView& row : rows) items.push_back(to_json(row));
    return page_json(std::move(items), more ? rows.back().enterprise.id : 0);
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_enterprise_routes(http::Router& router, const desk::Desk& desk,
                           const access::Clock& clock) {
  const Enterprises handlers(desk, clock);
  using http::Method;
  const auto add = [&](Method method, const char* pattern, const char* operation,
                       const char* access, auto handler) {
    router.add({.method = method,
                .pattern = pattern,
                .operation = operation,
                .access = access,
                .handler = http::plain([handlers, handler](const http::Request& request) {
                  return (handlers.*handler)(request);
                })});
  };
  const std::string one = "/v1/enterprises/{uscc}";
  add(Method::get, "/v1/enterprises", "listEnterprises", any_actor, &Enterprises::list);
  add(Method::post, "/v1/enterprises", "createEnterprise", "clerk", &Enterprises::add);
  add(Method::get, one.c_str(), "showEnterprise", any_actor, &Enterprises::show);
  add(Method::patch, one.c_str(), "updateEnterprise", "clerk", &Enterprises::change);
  add(Method::post, (one + "/designations").c_str(), "addDesignation", "clerk",
      &Enterprises::designate);
  add(Method::post, (one + "/designations/{id}/end").c_str(), "endDesignation", "clerk",
      &Enterprises::end);
  add(Method::post, (one + "/tax-records").c_str(), "addTaxRecord", "clerk", &Enterprises::tax);
  add(Method::post, (one + "/tax-records/{id}/confirm").c_str(), "confirmTaxRecord",
      "clerk approver", &Enterprises::confirm);
}

}  // namespace servicecard::api
