#include "server/api/administration_problems.h"

#include <string>
#include <utility>

#include "cardlib/codec/json.h"

namespace servicecard::api {
namespace {

using desk::ActorError;
using desk::PublishError;
using http::Problem;
using keys::ListRefusal;
using keys::MoveError;

std::string_view text_of(PolicyError error) {
  switch (error) {
    case PolicyError::not_json:
      return "不是规范的 JSON";
    case PolicyError::missing:
      return "缺少必填字段";
    case PolicyError::unknown_member:
      return "没有这个字段";
    case PolicyError::wrong_type:
      return "类型不对";
    case PolicyError::out_of_range:
      return "数值或项数超出范围";
    case PolicyError::bad_format:
      return "格式不对";
    case PolicyError::unknown_name:
      return "没有这个名称";
    case PolicyError::duplicate:
      return "重复";
    case PolicyError::wrong_order:
      return "次序颠倒";
  }
  std::unreachable();
}

json::object errors_of(const desk::PublishRefusal& refusal) {
  json::array errors;
  for (const PolicyFault& fault : refusal.faults) {
    errors.push_back({{"pointer", fault.path}, {"zh", text_of(fault.error)}, {"en", fault.advice}});
  }
  for (const PolicyFinding& finding : refusal.findings) {
    const Bilingual text = servicecard::text_of(finding.doubt);
    errors.push_back({{"pointer", finding.path}, {"zh", text.zh}, {"en", text.en}});
  }
  if (errors.empty()) return {};
  return {{"errors", std::move(errors)}};
}

http::Text title_of(PublishError error) {
  switch (error) {
    case PublishError::malformed:
      return {.zh = "政策文件不符合格式", .en = "Not a well-formed policy"};
    case PublishError::contradictory:
      return {.zh = "政策自相矛盾", .en = "The policy contradicts itself"};
    case PublishError::another_county:
      return {.zh = "county_code 不是本县代码", .en = "Its county_code is not this county's"};
    case PublishError::not_newer:
      return {.zh = "版本号必须大于已发布的版本",
              .en = "The version must be above every published one of this policy"};
    case PublishError::gap:
      return {.zh = "改用另一政策时，新政策必须今日已生效",
              .en = "A policy that takes another's place must be in force today"};
  }
  std::unreachable();
}

Problem problem(unsigned status, std::string_view name, std::string zh, std::string en) {
  return {.status = status, .name = name, .title = {.zh = std::move(zh), .en = std::move(en)}};
}

}  // namespace

Problem problem_of(ActorError error) {
  const std::string_view name = desk::to_string(error);
  switch (error) {
    case ActorError::bad_name:
      return problem(422, name, "姓名应为 1 到 40 个字，且不能是 system",
                     "The name must have 1 to 40 characters and not be `system`");
    case ActorError::name_taken:
      return problem(409, name, "这个姓名已有账号；姓名不会再次使用，请加以区别",
                     "There is or was an account of that name; add something to tell them apart");
    case ActorError::no_such_actor:
      return problem(404, name, "没有这个账号", "No such actor");
    case ActorError::disabled_already:
      return problem(409, name, "这个账号已停用", "The actor is disabled already");
    case ActorError::not_disabled:
      return problem(409, name, "这个账号没有停用", "The actor is not disabled");
    case ActorError::own_account:
      return problem(409, name, "不能对自己的账号这样做，请由另一位管理员操作",
                     "Nobody does this to his own account; ask another administrator");
    case ActorError::no_second_factor:
      return problem(409, name, "这个账号没有设置动态口令", "The actor has no second factor");
    case ActorError::no_such_partner:
      return problem(404, name, "没有这家合作单位", "No such partner");
    case ActorError::no_such_site:
      return problem(422, name, "该单位没有这个正在使用的服务点",
                     "The partner has no such open site");
    case ActorError::busy:
      return http::busy();
  }
  std::unreachable();
}

Problem problem_of(const desk::PublishRefusal& refusal) {
  const bool conflict =
      refusal.error == PublishError::not_newer || refusal.error == PublishError::gap;
  return {.status = conflict ? 409U : 422U,
          .name = desk::to_string(refusal.error),
          .title = title_of(refusal.error),
          .extensions = errors_of(refusal)};
}

Problem problem_of(MoveError error) {
  switch (error) {
    case MoveError::unknown_key:
      return problem(404, "no-such-key", "没有这个密钥", "No such key");
    case MoveError::illegal_move:
      return problem(409, "illegal-key-move", "密钥只能由待用、在用、停用到吊销依次变更",
                     "A key only goes from pending to active to retired to revoked");
    case MoveError::pending_exists:
      return problem(409, "pending-key-exists", "该用途已有待用密钥，请先签发并载入新的信任列表",
                     "A key of that purpose waits already; load a trust list that names it first");
  }
  std::unreachable();
}

Problem problem_of(ListRefusal refusal) {
  switch (refusal) {
    case ListRefusal::not_ours:
      return problem(422, "trust-list-not-ours", "信任列表不是由本系统的根密钥签发的",
                     "The trust list is altered, or another root signed it");
    case ListRefusal::another_issuer:
      return problem(422, "trust-list-of-another-issuer", "这是另一发卡方的信任列表",
                     "The trust list is of another issuer");
    case ListRefusal::not_newer:
      return problem(409, "trust-list-not-newer", "信任列表不比已载入的新",
                     "The trust list is not newer than the loaded one");
    case ListRefusal::conflicting:
      return problem(409, "trust-list-conflicting", "信任列表与密钥环不一致",
                     "With this trust list the key ring would not be consistent");
  }
  std::unreachable();
}

Problem no_policy_in_force() {
  return problem(404, "no-policy-in-force", "目前没有生效的政策", "No policy is in force today");
}

}  // namespace servicecard::api
