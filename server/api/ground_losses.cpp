#include "server/api/ground_losses.h"

#include <optional>
#include <utility>

#include "server/api/card_json.h"
#include "server/api/enterprise_json.h"
#include "server/api/expectations.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/parameters.h"
#include "server/api/record_problems.h"
#include "server/api/routes.h"
#include "server/desk/ground_loss.h"

namespace servicecard::api {
namespace {

constexpr Bilingual only_dishonest{"只能填写 dishonest（失信）", "can only be dishonest"};
constexpr Bilingual both_or_none{"designation 与 until 须同时填写",
                                 "give designation and until together"};
constexpr Bilingual one_thing{"designation 与 credit_status 只能填写一项",
                              "give one of designation and credit_status"};

std::optional<CreditStatus> parse_lost_credit(std::string_view name) {
  const auto credit = parse_credit_status(name);
  return credit == CreditStatus::dishonest ? credit : std::nullopt;
}

// What happened; nothing said means that the record says it already.
desk::LostGround what_of(JsonBody& body) {
  const auto designation = body.maybe_integer("designation");
  const auto until = body.maybe_parsed("until", CivilDate::parse, a_day);
  const auto credit = body.maybe_parsed("credit_status", parse_lost_credit, only_dishonest);
  if (designation.has_value() != until.has_value()) body.note("designation", both_or_none);
  if (designation && credit) body.note("credit_status", one_thing);
  if (designation && until) {
    return desk::DesignationEnds{.designation = *designation, .until = *until};
  }
  if (credit) return desk::CreditBecomesDishonest{};
  return desk::NothingFurther{};
}

Bilingual why_kept(Outcome outcome) {
  switch (outcome) {
    case Outcome::eligible:
      return {"企业仍符合条件，卡保留", "another ground holds; the card is kept"};
    case Outcome::pending:
      return {"资格待定，卡保留",
              "pending: a record is missing or not confirmed; the card is kept"};
    case Outcome::needs_exact_amount:
      return {"需精确税额，卡保留", "the exact amount is needed; the card is kept"};
    case Outcome::not_eligible:
      break;
  }
  return {};
}

json::object card_json(const desk::TouchedCard& card, const desk::GroundLossReport& report) {
  const auto& reason = report.reason;
  return {{"number", card.number},
          {"name", card.person_name},
          {"state", to_string(card.state)},
          {"action", reason ? "revoke" : "keep"},
          {"reason_code", reason ? json::value(to_string(*reason)) : json::value(nullptr)},
          {"why", text_json(reason ? text_of(*reason) : why_kept(report.after.outcome))}};
}

json::object to_json(const desk::GroundLossReport& report, desk::Run run) {
  json::array cards;
  for (const desk::TouchedCard& card : report.cards) cards.push_back(card_json(card, report));
  const auto touched = static_cast<std::int64_t>(report.cards.size());
  return {{"applied", run == desk::Run::real},      {"before", decision_json(report.before)},
          {"after", decision_json(report.after)},   {"cards", std::move(cards)},
          {"revoked", report.reason ? touched : 0}, {"kept", report.reason ? 0 : touched}};
}

class GroundLosses {
 public:
  GroundLosses(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response lose(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    if (!uscc) return problem_response(request, problem_of(desk::RecordError::no_such_enterprise));
    JsonBody body(request);
    const desk::LostGround what = what_of(body);
    const auto reason = body.maybe_parsed("reason_code", parse_reason_code, a_reason_code);
    const auto note = body.maybe_text("note");
    const desk::Run run = run_of(body);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto report =
        lose_ground(desk_, act_of(request, clock_), *uscc,
                    {.what = what, .reason = reason, .note = note.value_or("")}, run);
    if (!report) return problem_response(request, problem_of(report.error()));
    return http::json_response(200, to_json(*report, run));
  }

 private:
  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_ground_loss_routes(http::Router& router, const desk::Desk& desk,
                            const access::Clock& clock) {
  const Routes routes(router, "/v1/enterprises", GroundLosses(desk, clock));
  routes.add(http::Method::post, "/{uscc}/losses", "loseGround", "approver", &GroundLosses::lose);
}

}  // namespace servicecard::api
