#include "server/api/guard.h"

#include <algorithm>
#include <any>
#include <string_view>
#include <utility>

#include "server/access/bearer_token.h"
#include "server/api/account_problems.h"
#include "server/api/browser.h"
#include "server/http/problem.h"

namespace servicecard::api {
namespace {

/// An actor, by the token or the session that the request showed.
struct DeskCaller {
  access::Actor actor;
  std::optional<std::int64_t> token{};
  std::optional<access::Session> session{};
};

using Refused = std::optional<http::Response>;

http::Response unauthorized(const http::Request& request) {
  http::Response response = http::problem_response(
      request,
      {.status = 401,
       .name = "unauthorized",
       .title = {.zh = "请先登录，或提供有效的令牌", .en = "Sign in, or show a valid token"},
       .detail = {.zh = "登录可能已到期；程序请在 Authorization 请求头中给出 Bearer 令牌",
                  .en = "The session may have ended; a program sends Authorization: Bearer …"}});
  challenge(response);
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

http::Response scope_missing(const http::Request& request) {
  return http::problem_response(
      request, {.status = 403,
                .name = "insufficient-scope",
                .title = {.zh = "这个密钥没有此项权限", .en = "The key lacks the scope"},
                .detail = {.zh = "请让管理员发一个权限（scope）包含此项的密钥",
                           .en = "Ask the administrator for a key whose scopes include this"}});
}

// Whether the scopes include the one that is needed, if any is.
bool grants(const store::PartnerScopes& scopes, const std::string& needed) {
  return std::ranges::all_of(store::all_partner_scopes, [&](store::PartnerScope scope) {
    return !lists(needed, to_string(scope)) || scopes.contains(scope);
  });
}

Refused admit(counter::AdmittedCaller partner, const std::string& needed, http::Request& request) {
  if (!grants(partner.scopes, needed)) return scope_missing(request);
  request.caller = std::move(partner.caller);
  return std::nullopt;
}

Refused admit_key(const CallerRegister& callers, const std::string& needed,
                  http::Request& request) {
  auto hash = hash_of_token(request, access::TokenKind::partner);
  if (!hash) hash = hash_of_token(request, access::TokenKind::client);
  auto partner = hash ? callers.partner(*hash) : std::nullopt;
  if (!partner) return unauthorized(request);
  return admit(*std::move(partner), needed, request);
}

// Whoever reads the desk's records is none of a partner's people.
bool is_for(const std::string& needed, access::Role role) {
  if (role == access::Role::counter) {
    return needed == own_session || lists(needed, to_string(role));
  }
  return lists(needed, any_actor) || lists(needed, own_session) || lists(needed, to_string(role));
}

Refused admit(DeskCaller caller, const std::string& needed, http::Request& request) {
  if (!is_for(needed, caller.actor.role)) return forbidden(request, caller.actor, needed);
  request.caller = std::move(caller);
  return std::nullopt;
}

Refused admit_seat(desk::SessionHolder holder, const std::string& needed, http::Request& request) {
  if (!holder.seat) return forbidden(request, holder.actor, needed);
  counter::AdmittedCaller seated;
  seated.caller.partner = std::move(holder.seat->partner);
  seated.caller.kind = counter::CallerKind::account;
  seated.caller.id = holder.actor.id;
  seated.caller.name = std::move(holder.actor.name);
  seated.caller.site = std::move(holder.seat->site);
  seated.scopes = {store::PartnerScope::verify, store::PartnerScope::use};
  return admit(std::move(seated), needed, request);
}

Refused admit_token(const CallerRegister& callers, const std::string& needed,
                    http::Request& request) {
  const auto hash = hash_of_token(request, access::TokenKind::actor);
  auto holder = hash ? callers.token(*hash) : std::nullopt;
  if (!holder) return unauthorized(request);
  if (lists(needed, own_session)) return problem_response(request, session_needed());
  if (holder->scope == access::TokenScope::read && !is_safe(request.method)) {
    return problem_response(request, token_reads_only());
  }
  return admit(DeskCaller{.actor = std::move(holder->actor), .token = holder->token}, needed,
               request);
}

Refused admit_session(const CallerRegister& callers, const std::string& needed,
                      http::Request& request) {
  const auto secret = session_secret(request);
  auto holder = secret ? callers.session(*secret) : std::nullopt;
  if (!holder) return unauthorized(request);
  if (!is_safe(request.method)) {
    const std::string csrf = access::csrf_token(*secret);
    const bool ours =
        constant_time_equal(as_bytes(csrf), as_bytes(request.header(csrf_header).value_or("")));
    if (!ours || is_of_another_origin(request)) return problem_response(request, cross_site());
  }
  if (holder->standing != access::Standing::settled && needed != own_session) {
    return problem_response(request, unsettled(holder->standing));
  }
  if (lists(needed, a_partner)) return admit_seat(*std::move(holder), needed, request);
  return admit(DeskCaller{.actor = std::move(holder->actor), .session = std::move(holder->session)},
               needed, request);
}

const DeskCaller& desk_caller(const http::Request& request) {
  return std::any_cast<const DeskCaller&>(request.caller);
}

}  // namespace

http::Router::Guard guard(CallerRegister callers) {
  return [callers = std::move(callers)](const http::Route& route, http::Request& request) {
    if (!request.header("Authorization")) return admit_session(callers, route.access, request);
    return lists(route.access, a_partner) ? admit_key(callers, route.access, request)
                                          : admit_token(callers, route.access, request);
  };
}

const access::Actor& actor_of(const http::Request& request) { return desk_caller(request).actor; }

access::Act act_of(const http::Request& request, const access::Clock& clock) {
  return {.actor = actor_of(request), .now = clock.now()};
}

std::optional<std::int64_t> token_of(const http::Request& request) {
  return desk_caller(request).token;
}

const access::Session& session_of(const http::Request& request) {
  return desk_caller(request).session.value();
}

const counter::Caller& partner_of(const http::Request& request) {
  return std::any_cast<const counter::Caller&>(request.caller);
}

}  // namespace servicecard::api
