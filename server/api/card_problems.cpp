#include "server/api/card_problems.h"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "server/api/daily_cap.h"

namespace servicecard::api {
namespace {

using desk::ApplicationError;
using desk::CardError;

unsigned status_of(CardError error) {
  switch (error) {
    case CardError::no_such_card:
    case CardError::no_token:
      return 404;
    case CardError::approver_needed:
      return 403;
    case CardError::empty_reason:
    case CardError::printed_too_long:
    case CardError::bad_proof:
    case CardError::stale_challenge:
      return 422;
    case CardError::cannot_sign:
      return 503;
    case CardError::daily_cap:
      return 429;
    case CardError::already_so:
    case CardError::not_released:
    case CardError::wrong_state:
    case CardError::final_state:
    case CardError::expired:
    case CardError::no_policy:
    case CardError::contract_ended:
      return 409;
  }
  std::unreachable();
}

constexpr Bilingual no_policy_text{"当前没有生效的政策，请管理员先发布政策",
                                   "No policy is in force; an administrator has to publish one"};
constexpr Bilingual cannot_sign_text{
    "签发密钥暂不可用（未解锁、未列入信任清单或即将到期），请联系管理员",
    "No card key can sign now (locked, not in the trust list, or about to expire); ask the "
    "administrator"};
constexpr Bilingual too_long_text{
    "姓名与企业名称过长，印刷二维码放不下，请使用企业简称",
    "The names do not fit into the printed code; use a shorter name of the enterprise"};
constexpr Bilingual empty_reason_text{"请填写理由", "Give a reason"};

struct ApplicationProblem {
  ApplicationError error;
  unsigned status;
  Bilingual text;
};

// In the order of the enumeration, of which it has all.
constexpr auto application_problems = std::to_array<ApplicationProblem>({
    {ApplicationError::no_such_application, 404, {"没有这份申请", "No such application"}},
    {ApplicationError::no_such_person, 404, {"没有登记这个人", "No such person"}},
    {ApplicationError::person_left,
     409,
     {"此人已离开企业，如已入职新企业请先重新登记",
      "The person has left the enterprise; whoever joined another has to be added there first"}},
    {ApplicationError::no_such_card, 404, {"没有这张卡", "No such card"}},
    {ApplicationError::bad_evidence,
     422,
     {"佐证材料最多 20 条，每条 1 至 200 字节",
      "At most 20 references to evidence, of 1 to 200 octets each"}},
    {ApplicationError::empty_reason, 422, empty_reason_text},
    {ApplicationError::application_open,
     409,
     {"此人已有一份在办申请", "The person has an application under way"}},
    {ApplicationError::has_live_card,
     409,
     {"此人已有一张有效卡，可换证、换发或补办",
      "The person has a card; it can be renewed or replaced"}},
    {ApplicationError::renewal_not_open,
     409,
     {"此卡离到期尚早，还不能换证", "The card has too long to go to be renewed"}},
    {ApplicationError::renewal_over,
     409,
     {"此卡已过期，请重新申请", "The card has expired; apply for a new one"}},
    {ApplicationError::not_renewable,
     409,
     {"此卡不是有效状态，请先找回、恢复或补办",
      "The card is not active; have it found, reinstated or replaced first"}},
    {ApplicationError::has_successor,
     409,
     {"此卡已换证或已补办", "The card has a successor already"}},
    {ApplicationError::illegal_act,
     409,
     {"申请当前的状态不允许这一步", "The application's state does not allow that"}},
    {ApplicationError::own_application,
     403,
     {"经办过本申请的人不能初审或批准，请另一人办理",
      "Whoever wrote or handed in an application can neither check nor approve it"}},
    {ApplicationError::own_check,
     403,
     {"初审人不能批准同一申请，请另一人批准", "Whoever checked an application cannot approve it"}},
    {ApplicationError::content_changed,
     409,
     {"内容已变动，与此前审核的不一致，请先修改申请并重新审核",
      "The content is no longer what was reviewed; edit the application and have it checked "
      "again"}},
    {ApplicationError::no_policy, 409, no_policy_text},
    {ApplicationError::not_eligible,
     409,
     {"企业不符合政策条件", "The enterprise is not eligible by the policy"}},
    {ApplicationError::decision_pending,
     409,
     {"资格待定：缺少纳税记录或尚未确认", "Pending: a tax record is missing or not confirmed"}},
    {ApplicationError::needs_exact_amount,
     409,
     {"纳税额经四舍五入，恰在门槛附近，请补录精确金额",
      "The tax was rounded and lies at the threshold; record the exact amount"}},
    {ApplicationError::quota_full,
     409,
     {"企业名额已满，可换发旧卡", "The enterprise's quota is full; an old card can be replaced"}},
    {ApplicationError::contract_ended,
     409,
     {"此人的劳动合同已到期", "The person's contract has ended"}},
    {ApplicationError::policy_ended,
     409,
     {"按政策此卡尚未生效即已到期，请重新申请", "By the policy the card would have ended already"}},
    {ApplicationError::printed_too_long, 422, too_long_text},
    {ApplicationError::cannot_sign, 503, cannot_sign_text},
    {ApplicationError::daily_cap, 429, daily_cap_text},
});

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < application_problems.size(); ++i) {
    if (application_problems.at(i).error != static_cast<ApplicationError>(i)) return false;
  }
  return true;
}
static_assert(is_in_order() && application_problems.back().error == ApplicationError::daily_cap);

const ApplicationProblem& row_of(ApplicationError error) {
  return application_problems.at(static_cast<std::size_t>(error));
}

http::Text spoken(const Bilingual& text) {
  return {.zh = std::string(text.zh), .en = std::string(text.en)};
}

}  // namespace

http::Text text_of(ApplicationError error) { return spoken(row_of(error).text); }

http::Text text_of(CardError error) {
  switch (error) {
    case CardError::no_such_card:
      return {.zh = "没有这张卡", .en = "No such card"};
    case CardError::empty_reason:
      return spoken(empty_reason_text);
    case CardError::already_so:
      return {.zh = "此卡已是该状态", .en = "The card is in that state already"};
    case CardError::not_released:
      return {.zh = "此卡正在制作", .en = "The card is still being made"};
    case CardError::wrong_state:
      return {.zh = "此卡当前的状态不允许这一操作", .en = "The card's state does not allow that"};
    case CardError::final_state:
      return {.zh = "此卡已注销或已换发，不能再变更",
              .en = "Revoked and superseded cards never change"};
    case CardError::expired:
      return {.zh = "此卡已过期，请重新申请", .en = "The card has expired; apply again"};
    case CardError::approver_needed:
      return {.zh = "恢复被暂停的卡需要审批人办理", .en = "An approver has to end a suspension"};
    case CardError::no_policy:
      return spoken(no_policy_text);
    case CardError::contract_ended:
      return {.zh = "此人的劳动合同已到期", .en = "The person's contract has ended"};
    case CardError::printed_too_long:
      return spoken(too_long_text);
    case CardError::cannot_sign:
      return spoken(cannot_sign_text);
    case CardError::daily_cap:
      return spoken(daily_cap_text);
    case CardError::no_token:
      return {.zh = "此卡尚无该凭证", .en = "The card has no such token yet"};
    case CardError::bad_proof:
      return {.zh = "持有证明无效，或与所给公钥不符",
              .en = "The proof does not show possession of the key that was given"};
    case CardError::stale_challenge:
      return {.zh = "随机数无效、已过期或已使用，请重新获取",
              .en = "The nonce is not ours, has ended, or was used; ask for another"};
  }
  std::unreachable();
}

http::Problem problem_of(ApplicationError error) {
  return {.status = row_of(error).status, .name = to_string(error), .title = text_of(error)};
}

http::Problem problem_of(CardError error) {
  return {.status = status_of(error), .name = to_string(error), .title = text_of(error)};
}

http::Response refusal(const http::Request& request, ApplicationError error, Time now) {
  http::Response response = problem_response(request, problem_of(error));
  if (error == ApplicationError::daily_cap) add_wait_until_tomorrow(response, now);
  return response;
}

http::Response refusal(const http::Request& request, CardError error, Time now) {
  http::Response response = problem_response(request, problem_of(error));
  if (error == CardError::daily_cap) add_wait_until_tomorrow(response, now);
  return response;
}

}  // namespace servicecard::api
