#include "server/api/account_problems.h"

#include <string>
#include <utility>

#include "server/http/refusal.h"

namespace servicecard::api {
namespace {

using access::PasswordError;
using desk::SecurityError;
using desk::SignInError;

http::Problem problem(unsigned status, std::string_view name, std::string zh, std::string en) {
  return {.status = status, .name = name, .title = {.zh = std::move(zh), .en = std::move(en)}};
}

http::Problem too_early_problem(std::chrono::seconds wait) {
  const std::string seconds = std::to_string(wait.count());
  http::Problem early = problem(429, desk::to_string(SignInError::too_early), "尝试过多，请稍候",
                                "Too many attempts, please wait");
  early.detail = {.zh = "请在 " + seconds + " 秒后再试",
                  .en = "Try again in " + seconds + " seconds"};
  return early;
}

http::Response too_early(const http::Request& request, std::chrono::seconds wait) {
  http::Response response = problem_response(request, too_early_problem(wait));
  response.headers.set("Retry-After", std::to_string(wait.count()));
  return response;
}

http::Response challenged(const http::Request& request, const http::Problem& problem) {
  http::Response response = problem_response(request, problem);
  challenge(response);
  return response;
}

http::Problem problem_of(SecurityError error) {
  const std::string_view name = desk::to_string(error);
  switch (error) {
    case SecurityError::wrong_password:
      return problem(403, name, "当前密码不对", "That is not the present password");
    case SecurityError::wrong_code:
      return problem(403, name, "验证码不对或已用过；请等待下一个，并核对手机时间",
                     "The code is wrong or was used; wait for the next, and check the phone's "
                     "clock");
    case SecurityError::busy:
      return http::busy();
    case SecurityError::no_second_factor:
      return problem(409, name, "尚未设置动态口令", "There is no second factor");
    case SecurityError::second_factor_already:
      return problem(409, name, "已设置动态口令；如需更换请先移除",
                     "There is a second factor; take it away first");
    case SecurityError::second_factor_kept:
      return problem(409, name, "您的角色必须使用动态口令；更换手机请联系管理员",
                     "Your role needs a second factor; for a new phone ask an administrator");
    case SecurityError::bad_label:
      return problem(422, name, "名称应为 1 到 80 个字", "The label must have 1 to 80 characters");
    case SecurityError::bad_expiry:
      return problem(422, name, "有效期应为 1 到 366 天", "A token is good for 1 to 366 days");
    case SecurityError::too_many_tokens:
      return problem(409, name, "令牌已满 20 个，请先吊销不用的",
                     "There are 20 tokens; revoke those that are not used");
    case SecurityError::no_such_token:
      return problem(404, name, "没有这个令牌", "No such token");
    case SecurityError::no_such_session:
      return problem(404, name, "没有这个登录", "No such session");
  }
  std::unreachable();
}

http::Problem problem_of(PasswordError error) {
  const std::string_view name = access::to_string(error);
  switch (error) {
    case PasswordError::too_short:
      return problem(422, name, "密码至少 12 个字", "A password has 12 characters or more");
    case PasswordError::too_long:
      return problem(422, name, "密码至多 128 个字", "A password has 128 characters at most");
    case PasswordError::unreadable:
      return problem(422, name, "密码中有不可见的字符", "There are control characters in it");
    case PasswordError::is_name:
      return problem(422, name, "密码不能是账号名", "The account's name is no password");
    case PasswordError::too_common:
      return problem(422, name, "这个密码太常见，请换一句自己的话",
                     "Everybody tries that one first; choose a phrase of your own");
    case PasswordError::unchanged:
      return problem(422, name, "新密码与当前密码相同", "That is the present password");
  }
  std::unreachable();
}

}  // namespace

void challenge(http::Response& response) {
  response.headers.set("WWW-Authenticate", "Bearer realm=\"servicecard\"");
}

http::Problem session_needed() {
  return problem(403, "session-needed", "请登录后操作，令牌不能代办",
                 "Sign in for this; a token does not do");
}

http::Problem token_reads_only() {
  return problem(403, "token-reads-only", "这个令牌只能查看", "This token only reads");
}

http::Problem cross_site() {
  return problem(403, "csrf", "请求不是从本系统页面发出的，请刷新后重试",
                 "The request does not come from our own page; reload it");
}

http::Problem unsettled(access::Standing standing) {
  if (standing == access::Standing::password_change_needed) {
    return problem(403, "password-change-needed", "请先把一次性密码改成自己的",
                   "Change the one-time password first");
  }
  return problem(403, "second-factor-needed", "您的角色须先设置动态口令",
                 "Your role needs a second factor; set it up first");
}

http::Response refusal(const http::Request& request, const desk::SignInRefusal& refused) {
  const std::string_view name = desk::to_string(refused.error);
  switch (refused.error) {
    case SignInError::refused:
      return challenged(request, problem(401, name, "用户名、密码或验证码不对",
                                         "Name, password or code is wrong"));
    case SignInError::code_needed:
      return challenged(request, problem(401, name, "请输入动态口令或恢复码",
                                         "A code of the authenticator is needed, or a recovery "
                                         "code"));
    case SignInError::too_early:
      return too_early(request, refused.wait);
    case SignInError::busy:
      return http::busy_response(request);
  }
  std::unreachable();
}

http::Response refusal(const http::Request& request, const desk::SecurityRefusal& refused) {
  if (const auto* const early = std::get_if<desk::TooEarly>(&refused)) {
    return too_early(request, early->wait);
  }
  if (const auto* const fault = std::get_if<PasswordError>(&refused)) {
    return problem_response(request, problem_of(*fault));
  }
  const auto error = std::get<SecurityError>(refused);
  return error == SecurityError::busy ? http::busy_response(request)
                                      : problem_response(request, problem_of(error));
}

}  // namespace servicecard::api
