#include "server/api/card_problems.h"

#include <string>
#include <utility>

#include "server/api/daily_cap.h"

namespace servicecard::api {
namespace {

using desk::ApplicationError;
using desk::CardError;

unsigned status_of(ApplicationError error) {
  switch (error) {
    case ApplicationError::no_such_application:
    case ApplicationError::no_such_person:
    case ApplicationError::no_such_card:
      return 404;
    case ApplicationError::own_application:
    case ApplicationError::own_check:
      return 403;
    case ApplicationError::bad_evidence:
    case ApplicationError::empty_reason:
    case ApplicationError::printed_too_long:
      return 422;
    case ApplicationError::cannot_sign:
      return 503;
    case ApplicationError::daily_cap:
      return 429;
    case ApplicationError::application_open:
    case ApplicationError::has_live_card:
    case ApplicationError::renewal_not_open:
    case ApplicationError::renewal_over:
    case ApplicationError::not_renewable:
    case ApplicationError::has_successor:
    case ApplicationError::illegal_act:
    case ApplicationError::content_changed:
    case ApplicationError::no_policy:
    case ApplicationError::not_eligible:
    case ApplicationError::decision_pending:
    case ApplicationError::needs_exact_amount:
    case ApplicationError::quota_full:
    case ApplicationError::contract_ended:
    case ApplicationError::policy_ended:
      return 409;
  }
  std::unreachable();
}

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

const http::Text no_policy_text{.zh = "当前没有生效的政策，请管理员先发布政策",
                                .en = "No policy is in force; an administrator has to publish one"};
const http::Text cannot_sign_text{
    .zh = "签发密钥暂不可用（未解锁、未列入信任清单或即将到期），请联系管理员",
    .en =
        "No card key can sign now (locked, not in the trust list, or about to expire); ask the "
        "administrator"};
const http::Text too_long_text{
    .zh = "姓名与企业名称过长，印刷二维码放不下，请使用企业简称",
    .en = "The names do not fit into the printed code; use a shorter name of the enterprise"};
const http::Text empty_reason_text{.zh = "请填写理由", .en = "Give a reason"};

}  // namespace

http::Text text_of(ApplicationError error) {
  switch (error) {
    case ApplicationError::no_such_application:
      return {.zh = "没有这份申请", .en = "No such application"};
    case ApplicationError::no_such_person:
      return {.zh = "没有登记这个人", .en = "No such person"};
    case ApplicationError::no_such_card:
      return {.zh = "没有这张卡", .en = "No such card"};
    case ApplicationError::bad_evidence:
      return {.zh = "佐证材料最多 20 条，每条 1 至 200 字节",
              .en = "At most 20 references to evidence, of 1 to 200 octets each"};
    case ApplicationError::empty_reason:
      return empty_reason_text;
    case ApplicationError::application_open:
      return {.zh = "此人已有一份在办申请", .en = "The person has an application under way"};
    case ApplicationError::has_live_card:
      return {.zh = "此人已有一张有效卡，可换证、换发或补办",
              .en = "The person has a card; it can be renewed or replaced"};
    case ApplicationError::renewal_not_open:
      return {.zh = "此卡离到期尚早，还不能换证",
              .en = "The card has too long to go to be renewed"};
    case ApplicationError::renewal_over:
      return {.zh = "此卡已过期，请重新申请", .en = "The card has expired; apply for a new one"};
    case ApplicationError::not_renewable:
      return {.zh = "此卡不是有效状态，请先找回、恢复或补办",
              .en = "The card is not active; have it found, reinstated or replaced first"};
    case ApplicationError::has_successor:
      return {.zh = "此卡已换证或已补办", .en = "The card has a successor already"};
    case ApplicationError::illegal_act:
      return {.zh = "申请当前的状态不允许这一步",
              .en = "The application's state does not allow that"};
    case ApplicationError::own_application:
      return {.zh = "经办过本申请的人不能初审或批准，请另一人办理",
              .en = "Whoever wrote or handed in an application can neither check nor approve it"};
    case ApplicationError::own_check:
      return {.zh = "初审人不能批准同一申请，请另一人批准",
              .en = "Whoever checked an application cannot approve it"};
    case ApplicationError::content_changed:
      return {.zh = "内容已变动，与此前审核的不一致，请先修改申请并重新审核",
              .en =
                  "The content is no longer what was reviewed; edit the application and have it "
                  "checked again"};
    case ApplicationError::no_policy:
      return no_policy_text;
    case ApplicationError::not_eligible:
      return {.zh = "企业不符合政策条件", .en = "The enterprise is not eligible by the policy"};
    case ApplicationError::decision_pending:
      return {.zh = "资格待定：缺少纳税记录或尚未确认",
              .en = "Pending: a tax record is missing or not confirmed"};
    case ApplicationError::needs_exact_amount:
      return {.zh = "纳税额经四舍五入，恰在门槛附近，请补录精确金额",
              .en = "The tax was rounded and lies at the threshold; record the exact amount"};
    case ApplicationError::quota_full:
      return {.zh = "企业名额已满，可换发旧卡",
              .en = "The enterprise's quota is full; an old card can be replaced"};
    case ApplicationError::contract_ended:
      return {.zh = "此人的劳动合同已到期", .en = "The person's contract has ended"};
    case ApplicationError::policy_ended:
      return {.zh = "按政策此卡尚未生效即已到期，请重新申请",
              .en = "By the policy the card would have ended already"};
    case ApplicationError::printed_too_long:
      return too_long_text;
    case ApplicationError::cannot_sign:
      return cannot_sign_text;
    case ApplicationError::daily_cap:
      return daily_cap_title();
  }
  std::unreachable();
}

http::Text text_of(CardError error) {
  switch (error) {
    case CardError::no_such_card:
      return {.zh = "没有这张卡", .en = "No such card"};
    case CardError::empty_reason:
      return empty_reason_text;
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
      return no_policy_text;
    case CardError::contract_ended:
      return {.zh = "此人的劳动合同已到期", .en = "The person's contract has ended"};
    case CardError::printed_too_long:
      return too_long_text;
    case CardError::cannot_sign:
      return cannot_sign_text;
    case CardError::daily_cap:
      return daily_cap_title();
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
  return {.status = status_of(error), .name = to_string(error), .title = text_of(error)};
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
