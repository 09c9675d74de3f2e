#include "server/api/reviews.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/review_json.h"
#include "server/api/routes.h"
#include "server/desk/annual_review.h"

namespace servicecard::api {
namespace {

constexpr Bilingual an_outcome{"没有这种年审结果", "no such outcome of a review"};

struct ReviewProblem {
  unsigned status = 0;
  Bilingual text;
};

ReviewProblem said_of(desk::ReviewError error) {
  using enum desk::ReviewError;
  switch (error) {
    case no_such_review:
      return {404, {"没有这次年审", "No such review"}};
    case no_policy:
      return {409,
              {"当前没有生效的政策，请管理员先发布政策",
               "No policy is in force; an administrator has to publish one"}};
    case no_cards:
      return {409, {"没有需要年审的有效卡", "There is no live card to review"}};
    case under_way:
      return {409,
              {"上一次年审已确认、尚未完成，请先完成或撤销",
               "A confirmed review is not finished yet; finish or cancel it first"}};
    case wrong_state:
      return {409, {"年审当前的状态不允许这一步", "The review's state does not allow that"}};
    case own_draft:
      return {403,
              {"测算人不能确认自己的年审，请另一人确认",
               "Whoever drew the review up cannot confirm it; another person has to"}};
    case policy_changed:
      return {409,
              {"测算之后政策已更换，请重新测算",
               "Another policy is in force by now; draw the review up anew"}};
    case grace_running:
      return {409,
              {"宽限期尚未结束，结束后方可完成年审",
               "The grace is not over; finish the review after it"}};
    case begun:
      return {409,
              {"已有卡因本次年审失效，不能撤销，请继续完成",
               "Cards have lapsed by this review; it can be finished, not cancelled"}};
    case empty_reason:
      return {422, {"请填写理由", "Give a reason"}};
  }
  std::unreachable();
}

http::Response refused(const http::Request& request, desk::ReviewError error) {
  const ReviewProblem said = said_of(error);
  return problem_response(
      request, {.status = said.status,
                .name = to_string(error),
                .title = {.zh = std::string(said.text.zh), .en = std::string(said.text.en)}});
}

using Step = desk::ReviewResult (*)(const desk::Desk&, const access::Act&, std::int64_t);

class Reviews {
 public:
  Reviews(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    const ListRequest asked(request);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto key = [](const auto& view) { return view.review.id; };
    const auto shown = [](const auto& view) { return to_json(view); };
    return http::json_response(200, asked.page_of(list_reviews(desk_, asked.rows()), key, shown));
  }

  [[nodiscard]] http::Response draft(const http::Request& request) const {
    return answer(request, 201, draft_review(desk_, act_of(request, clock_)));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return refused(request, desk::ReviewError::no_such_review);
    return answer(request, 200, show_review(desk_, clock_.now(), *id));
  }

  [[nodiscard]] http::Response enterprises(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return refused(request, desk::ReviewError::no_such_review);
    ListRequest asked(request);
    const auto outcome = asked.parsed("outcome", parse_review_outcome, an_outcome);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    auto rows = list_reviewed(desk_, clock_.now(), *id, {.outcome = outcome, .page = asked.rows()});
    if (!rows) return refused(request, rows.error());
    const auto key = [](const auto& view) { return view.row.enterprise_id; };
    const auto shown = [](const auto& view) { return to_json(view); };
    return http::json_response(200, asked.page_of(*std::move(rows), key, shown));
  }

  [[nodiscard]] http::Response act(const http::Request& request, Step step) const {
    const auto id = id_parameter(request);
    if (!id) return refused(request, desk::ReviewError::no_such_review);
    return answer(request, 200, step(desk_, act_of(request, clock_), *id));
  }

  [[nodiscard]] http::Response cancel(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return refused(request, desk::ReviewError::no_such_review);
    JsonBody body(request);
    const auto reason = body.text("reason");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 200, cancel_review(desk_, act_of(request, clock_), *id, *reason));
  }

 private:
  [[nodiscard]] static http::Response answer(const http::Request& request, unsigned status,
                                             const desk::ReviewResult& result) {
    if (!result) return refused(request, result.error());
    return http::json_response(status, to_json(*result));
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_review_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/reviews", Reviews(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listReviews", any_actor, &Reviews::list);
  routes.add(Method::post, "", "draftReview", "clerk approver", &Reviews::draft);
  routes.add(Method::get, "/{id}", "showReview", any_actor, &Reviews::show);
  routes.add(Method::get, "/{id}/enterprises", "listReviewed", any_actor, &Reviews::enterprises);
  routes.add(Method::post, "/{id}/confirm", "confirmReview", "approver", &Reviews::act,
             &desk::confirm_review);
  routes.add(Method::post, "/{id}/cancel", "cancelReview", "approver", &Reviews::cancel);
  routes.add(Method::post, "/{id}/finish", "finishReview", "approver", &Reviews::act,
             &desk::finish_review);
}

}  // namespace servicecard::api
