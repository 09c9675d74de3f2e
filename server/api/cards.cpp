#include "server/api/cards.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/card_json.h"
#include "server/api/card_problems.h"
#include "server/api/expectations.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/print_problems.h"
#include "server/api/routes.h"
#include "server/desk/bulk_revocation.h"
#include "server/desk/cards.h"
#include "server/desk/handover.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_state{"没有这种卡状态", "no such state"};
constexpr Bilingual a_print_state{"没有这种印制状态", "no such state of printing"};
constexpr Bilingual one_choice{"cards、enterprise、key 必须且只能填写一项",
                               "give exactly one of cards, enterprise and key"};

using NoteStep = desk::CardResult (*)(const desk::Desk&, const access::Act&, const CardNumber&,
                                      const std::string&);

class Cards {
 public:
  Cards(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    ListRequest asked(request);
    const desk::CardQuery query{.state = asked.parsed("state", desk::parse_shown_state, a_state),
                                .text = asked.text("q"),
                                .enterprise = asked.parsed("enterprise", Uscc::parse, a_uscc),
                                .valid_until = asked.parsed("valid_until", CivilDate::parse, a_day),
                                .expiring_by = asked.parsed("expiring_by", CivilDate::parse, a_day),
                                .order = asked.order({{"entered", store::SortKey::entered},
                                                      {"valid_until", store::SortKey::ends},
                                                      {"changed_at", store::SortKey::changed}}),
                                .print = asked.parsed("print", parse_print_state, a_print_state),
                                .page = asked.rows()};
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto key = [](const auto& row) { return row.card.id; };
    const auto shown = [](const auto& row) { return to_json(row); };
    return http::json_response(200,
                               asked.page_of(list_cards(desk_, clock_.now(), query), key, shown));
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

  [[nodiscard]] http::Response hand_over(const http::Request& request) const {
    JsonBody body(request);
    const auto recipient = body.text("to");
    const auto note = body.maybe_text("note");
    const auto number = number_parameter(request);
    if (!number) return refused(request, desk::CardError::no_such_card);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto handed =
        desk::hand_over(desk_, act_of(request, clock_), *number, *recipient, note.value_or(""));
    if (!handed) return problem_response(request, problem_of(handed.error()));
    return http::json_response(200, to_json(*handed));
  }

  [[nodiscard]] http::Response revoke_many(const http::Request& request) const {
    JsonBody body(request);
    const auto choice = choice_of(body);
    const auto reason = body.parsed("reason_code", parse_reason_code, a_reason_code);
    const auto note = body.maybe_text("note");
    const desk::Run run = run_of(body);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto items =
        revoke_cards(desk_, act_of(request, clock_), *choice, *reason, note.value_or(""), run);
    return http::json_response(200, to_json(items, run));
  }

 private:
  [[nodiscard]] http::Response refused(const http::Request& request, desk::CardError error) const {
    return refusal(request, error, clock_.now());
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
  [[nodiscard]] http::Response take(const http::Request& request, unsigned status, JsonBody& body,
                                    Step step) const {
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
  const Routes routes(router, "/v1/cards", Cards(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listCards", any_actor, &Cards::list);
  routes.add(Method::post, "/revocations", "revokeCards", "approver", &Cards::revoke_many);
  routes.add(Method::get, "/{number}", "showCard", any_actor, &Cards::show);
  routes.add(Method::post, "/{number}/report-lost", "reportCardLost", "clerk approver", &Cards::act,
             200U, &desk::report_lost);
  routes.add(Method::post, "/{number}/suspend", "suspendCard", "clerk approver", &Cards::suspend);
  routes.add(Method::post, "/{number}/reinstate", "reinstateCard", "clerk approver", &Cards::act,
             200U, &desk::reinstate_card);
  routes.add(Method::post, "/{number}/revoke", "revokeCard", "approver", &Cards::revoke);
  routes.add(Method::post, "/{number}/replace", "replaceCard", "approver", &Cards::act, 201U,
             &desk::replace_card);
  routes.add(Method::post, "/{number}/handover", "handOverCard", "clerk approver",
             &Cards::hand_over);
}

}  // namespace servicecard::api
