#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "cardlib/crypto/digest.h"
#include "server/access/actor.h"
#include "server/access/clock.h"
#include "server/counter/caller.h"
#include "server/desk/access_tokens.h"
#include "server/desk/account_office.h"
#include "server/http/router.h"

/// Who may call a route. Its `access` lists the roles that may, parted by spaces, or is one of the
/// words below.
namespace servicecard::api {

inline constexpr const char* any_actor = "actor";  ///< whoever works at the desk, in any role

// A partner's program that showed a key with that scope, or an account of its counter, which may
// verify and record uses. The first asks for no scope at all.
inline constexpr const char* a_partner = "partner";
inline constexpr const char* may_verify = "partner verify";
inline constexpr const char* may_use = "partner use";
inline constexpr const char* may_follow = "partner changes";

// Whoever signed in himself, in any role; a token does not do. What a session has to do before
// anything else, it does by the routes of the first; those of the second come after it.
inline constexpr const char* own_session = "session";
inline constexpr const char* settled_session = "session settled";

/// Where the guard looks up what a request shows. Nothing for what is unknown or has ended.
struct CallerRegister {
  std::function<std::optional<desk::TokenHolder>(const Sha256&)> token;
  std::function<std::optional<desk::SessionHolder>(std::string_view)> session;
  std::function<std::optional<counter::AdmittedCaller>(const Sha256&)> partner;
};

/// Answers 401 with a challenge (RFC 6750 §3) where there is no good token of the right kind and no
/// session, 403 for another role or scope, for a change by a token that only reads or by a page of
/// another origin, and for a session that is not settled. Otherwise the handler finds the caller by
/// one of the functions below. Accounts of a counter come no further than partners do, and to what
/// is their own.
[[nodiscard]] http::Router::Guard guard(CallerRegister callers);

/// Who called a route that only actors may call.
[[nodiscard]] const access::Actor& actor_of(const http::Request& request);
[[nodiscard]] access::Act act_of(const http::Request& request, const access::Clock& clock);

/// The token by which a route for actors was called; nothing for a session.
[[nodiscard]] std::optional<std::int64_t> token_of(const http::Request& request);

/// The session that called a route only sessions may call.
[[nodiscard]] const access::Session& session_of(const http::Request& request);

/// Who called a route that only partners may call.
[[nodiscard]] const counter::Caller& partner_of(const http::Request& request);

}  // namespace servicecard::api
