#include "server/api/partner_problems.h"

#include <utility>

namespace servicecard::api {
namespace {

using desk::PartnerError;

unsigned status_of(PartnerError error) {
  switch (error) {
    case PartnerError::no_such_partner:
    case PartnerError::no_such_key:
    case PartnerError::no_such_site:
      return 404;
    case PartnerError::partner_exists:
    case PartnerError::already_suspended:
    case PartnerError::not_suspended:
    case PartnerError::site_exists:
    case PartnerError::key_registered:
    case PartnerError::two_keys_live:
      return 409;
    case PartnerError::fake_code:
    case PartnerError::empty_name:
    case PartnerError::empty_reason:
    case PartnerError::bad_max_age:
    case PartnerError::end_before_start:
    case PartnerError::bad_label:
    case PartnerError::no_scope:
    case PartnerError::bad_key:
      return 422;
  }
  std::unreachable();
}

http::Text title_of(PartnerError error) {
  switch (error) {
    case PartnerError::no_such_partner:
      return {.zh = "没有这家合作单位", .en = "No such partner"};
    case PartnerError::no_such_key:
      return {.zh = "该单位没有这个有效的接口密钥", .en = "The partner has no such live API key"};
    case PartnerError::no_such_site:
      return {.zh = "该单位没有这个正在使用的服务点", .en = "The partner has no such open site"};
    case PartnerError::site_exists:
      return {.zh = "这个服务点代码已被使用，请换一个",
              .en = "The partner has, or had, a site of that code; choose another"};
    case PartnerError::bad_label:
      return {.zh = "密钥的用途说明应为一行，最多 80 个字",
              .en = "A key's label is one line of at most 80 characters"};
    case PartnerError::no_scope:
      return {.zh = "密钥至少要有一项权限", .en = "A key needs a scope at least"};
    case PartnerError::bad_key:
      return {.zh = "应为 P-256 签名公钥（JWK），且不含私钥",
              .en = "Give the public JWK of a P-256 signing key, without its private half"};
    case PartnerError::key_registered:
      return {.zh = "这把公钥登记过了，请另外生成一把",
              .en = "That key was registered before; make another"};
    case PartnerError::partner_exists:
      return {.zh = "这个标识已被使用，请换一个", .en = "That id is taken; choose another"};
    case PartnerError::fake_code:
      return {.zh = "正式系统不接受演示用的 FAKE 代码",
              .en = "A FAKE code is for demonstrations only"};
    case PartnerError::empty_name:
      return {.zh = "名称不能为空", .en = "The name must not be empty"};
    case PartnerError::empty_reason:
      return {.zh = "请填写原因", .en = "Give a reason"};
    case PartnerError::bad_max_age:
      return {.zh = "状态数据的最长时限应为 60 秒到 365 天",
              .en = "The greatest age of status data is 60 seconds to 365 days"};
    case PartnerError::end_before_start:
      return {.zh = "合同须有开始日期，且结束日期不早于开始日期",
              .en = "A contract needs its first day, and cannot end before it"};
    case PartnerError::already_suspended:
      return {.zh = "该单位已被暂停", .en = "The partner is suspended already"};
    case PartnerError::not_suspended:
      return {.zh = "该单位没有被暂停", .en = "The partner is not suspended"};
    case PartnerError::two_keys_live:
      return {.zh = "最多同时有两个有效密钥，请先停用一个",
              .en = "Two keys at most are live at a time; revoke one first"};
  }
  std::unreachable();
}

}  // namespace

http::Problem problem_of(PartnerError error) {
  return {.status = status_of(error), .name = to_string(error), .title = title_of(error)};
}

}  // namespace servicecard::api
