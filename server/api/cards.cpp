#include "server/api/cards.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/card_json.h"
#include "server/api/card_problems.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/desk/bulk_revocation.h"
#include "server/desk/cards.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_uscc{"统一社会信用代码有误", "not a USCC"};
constexpr Bilingual a_reason_code{"没有这个注销原因代码", "no such reason code"};
constexpr Bilingual one_choice{"cards、enterprise、key 必须且只能填写一项",
                               "give exactly one of cards, enterprise and key"};

using NoteStep = desk::CardResult (*)(const desk::Desk&, const access::Act&, const CardNumber&,
                                      const std::string&);

class Cards {
 public:
  Cards(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    const auto page = page_request(request);
    if (!page) return problem_response(request, page.error());
    desk::CardQuery query{.state = std::nullopt,
                          .text = std::nullopt,
                          .enterprise = std::nullopt,
                          .page = {.limit = page->limit + 1, .after = page->after}};
    if (const auto text = request.query("q"); text && !text->empty()) query.text = *text;
    if (const auto state = request.query("state")) {
      query.state = desk::parse_shown_state(*state);
      if (!query.state) return bad(request, {"没有这种卡状态", "no such state"});
    }
    if (const auto code = request.query("enterprise")) {
      const auto uscc = Uscc::parse(*code);
      if (!uscc) return bad(request, a_uscc);
      query.enterprise = *uscc;
    }
    auto rows = list_cards(desk_, clock_.now(), query);
    const bool more = std::cmp_greater(rows.size(), page->limit);
    if (more) rows.pop_back();
    json::array items;
    for (const auto& row : rows) items.push_back(to_json(row));
    return http::json_response(200, page_json(std::move(items), more ? rows.back().card.id : 0));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto number = number_parameter(request);
    if (!number) return refused(request, desk::CardError::no_such_card);
    const auto detail = show_card(desk_, clock_.now(), *number);
    if (!detail) return refused(request, detail.error());
    return http::json_response(200, to_json(*detail, desk_.issuer));
  }

  /// An act with a note that may be absent.
  [[nodiscard]] http::Response act(const http::Request& request, unsigned status,
                                   NoteStep step) const {
    JsonBody body(request);
    const auto note = body.maybe_text("note");
    return take(request, status, body, [&](const CardNumber& number) {
      return step(desk_, act_of(request, clock_), number, note.value_or(""));
    });
  }

  [[nodiscard]] http::Response suspend(const http::Request& request) const {
    JsonBody body(request);
    const auto reason = body.text("reason");
    return take(request, 200, body, [&](const CardNumber& number) {
      return suspend_card(desk_, act_of(request, clock_), number, *reason);
    });
  }

  [[nodiscard]] http::Response revoke(const http::Request& request) const {
    JsonBody body(request);
    const auto reason = body.parsed("reason_code", parse_reason_code, a_reason_code);
    const auto note = body.maybe_text("note");
    return take(request, 200, body, [&](const CardNumber& number) {
      return revoke_card(desk_, act_of(request, clock_), number, *reason, note.value_or(""));
    });
  }

  [[nodiscard]] http::Response revoke_many(const http::Request& request) const {
    JsonBody body(request);
    const auto choice = choice_of(body);
    const auto reason = body.parsed("reason_code", parse_reason_code, a_reason_code);
    const auto note = body.maybe_text("note");
    const desk::Run run = body.flag_or("apply", false) ? desk::Run::real : desk::Run::dry;
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto items =
        revoke_cards(desk_, act_of(request, clock_), *choice, *reason, note.value_or(""), run);
    return http::json_response(200, to_json(items, run));
  }

 private:
  static http::Response refused(const http::Request& request, desk::CardError error) {
    return problem_response(request, problem_of(error));
  }
  static http::Response bad(const http::Request& request, Bilingual what) {
    return problem_response(
        request, http::bad_request({.zh = std::string(what.zh), .en = std::string(what.en)}));
  }

  // Exactly one of the three ways to say which cards.
  static std::optional<desk::CardChoice> choice_of(JsonBody& body) {
    const auto cards = body.maybe_texts("cards");
    const auto enterprise = body.maybe_parsed("enterprise", Uscc::parse, a_uscc);
    const auto key = body.maybe_text("key");
    if (int{cards.has_value()} + int{enterprise.has_value()} + int{key.has_value()} != 1) {
      body.note("cards", one_choice);
      return std::nullopt;
    }
    if (cards) return desk::ByNumbers{*cards};
    if (enterprise) return desk::ByEnterprise{*enterprise};
    return desk::ByKey{*key};
  }

  template <class Step>
  [[nodiscard]] static http::Response take(const http::Request& request, unsigned status,
                                           JsonBody& body, Step step) {
    const auto number = number_parameter(request);
    if (!number) return refused(request, desk::CardError::no_such_card);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const desk::CardResult result = step(*number);
    if (!result) return refused(request, result.error());
    return http::json_response(status, to_json(*result));
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_card_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Cards handlers(desk, clock);
  using http::Method;
  const auto add = [&](Method method, const std::string& pattern, const char* operation,
                       const char* access, auto handler) {
    router.add({.method = method,
                .pattern = "/v1/cards" + pattern,
                .operation = operation,
                .access = access,
                .handler = http::plain([handlers, handler](const http::Request& request) {
                  return (handlers.*handler)(request);
                })});
  };
  const auto add_act = [&](const char* name, const char* operation, const char* access,
                           unsigned status, NoteStep step) {
    router.add({.method = Method::post,
                .pattern = std::string("/v1/cards/{number}/") + name,
                .operation = operation,
                .access = access,
                .handler = http::plain([handlers, status, step](const http::Request& request) {
                  return handlers.act(request, status, step);
                })});
  };
  add(Method::get, "", "listCards", any_actor, &Cards::list);
  add(Method::post, "/revocations", "revokeCards", "approver", &Cards::revoke_many);
  add(Method::get, "/{number}", "showCard", any_actor, &Cards::show);
  add_act("report-lost", "reportCardLost", "clerk approver", 200, &desk::report_lost);
  add(Method::post, "/{number}/suspend", "suspendCard", "clerk approver", &Cards::suspend);
  add_act("reinstate", "reinstateCard", "clerk approver", 200, &desk::reinstate_card);
  add(Method::post, "/{number}/revoke", "revokeCard", "approver", &Cards::revoke);
  add_act("replace", "replaceCard", "approver", 201, &desk::replace_card);
}

}  // namespace servicecard::api
