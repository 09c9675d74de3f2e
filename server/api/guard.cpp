#include "server/api/guard.h"

#include <any>
#include <string_view>
#include <utility>

#include "server/access/bearer_token.h"
#include "server/http/problem.h"

namespace servicecard::api {
namespace {

http::Response unauthorized(const http::Request& request) {
  http::Response response = http::problem_response(
      request,
      {.status = 401,
       .name = "unauthorized",
       .title = {.zh = "需要有效的令牌", .en = "A valid token is needed"},
       .detail = {
           .zh = "请在 Authorization 请求头中给出 Bearer 令牌；令牌无效或已停用时请联系管理员",
           .en = "Send it as Authorization: Bearer …; an unknown or disabled token "
                 "is for the administrator to renew"}});
  response.headers.add("WWW-Authenticate", "Bearer realm=\"servicecard\"");
  return response;
}

http::Response forbidden(const http::Request& request, const access::Actor& actor,
                         const std::string& needed) {
  const std::string role(to_string(actor.role));
  return http::problem_response(
      request, {.status = 403,
                .name = "forbidden",
                .title = {.zh = "没有这项权限", .en = "Not allowed"},
                .detail = {.zh = "您的角色是 " + role + "，此操作需要：" + needed,
                           .en = "Your role is " + role + "; this needs: " + needed}});
}

// Whether `word` stands among words parted by single spaces.
bool lists(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::string_view first = words.substr(0, words.find(' '));
    if (first == word) return true;
    words.remove_prefix(std::min(words.size(), first.size() + 1));
  }
  return false;
}

std::optional<Sha256> hash_of_token(const http::Request& request, access::TokenKind kind) {
  const auto header = request.header("Authorization");
  const auto token = header ? access::bearer_of(*header) : std::nullopt;
  if (!token || access::token_kind(*token) != kind) return std::nullopt;
  return access::token_hash(*token);
}

std::optional<http::Response> admit_partner(const TokenRegister& tokens, http::Request& request) {
  const auto hash = hash_of_token(request, access::TokenKind::partner);
  auto partner = hash ? tokens.partner(*hash) : std::nullopt;
  if (!partner) return unauthorized(request);
  request.caller = std::move(*partner);
  return std::nullopt;
}

std::optional<http::Response> admit_actor(const TokenRegister& tokens, const std::string& needed,
                                          http::Request& request) {
  const auto hash = hash_of_token(request, access::TokenKind::actor);
  auto actor = hash ? tokens.actor(*hash) : std::nullopt;
  if (!actor) return unauthorized(request);
  if (needed != any_actor && !lists(needed, to_string(actor->role))) {
    return forbidden(request, *actor, needed);
  }
  request.caller = std::move(*actor);
  return std::nullopt;
}

}  // namespace

http::Router::Guard guard(TokenRegister tokens) {
  return [tokens = std::move(tokens)](const http::Route& route, http::Request& request) {
    return route.access == a_partner ? admit_partner(tokens, request)
                                     : admit_actor(tokens, route.access, request);
  };
}

const access::Actor& actor_of(const http::Request& request) {
  return std::any_cast<const access::Actor&>(request.caller);
}

access::Act act_of(const http::Request& request, const access::Clock& clock) {
  return {.actor = actor_of(request), .now = clock.now()};
}

const PartnerCaller& partner_of(const http::Request& request) {
  return std::any_cast<const PartnerCaller&>(request.caller);
}

}  // namespace servicecard::api
