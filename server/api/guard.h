#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "cardlib/crypto/digest.h"
#include "server/access/actor.h"
#include "server/access/clock.h"
#include "server/http/router.h"

/// Who may call a route. Its `access` lists the roles that may, parted by spaces, or is one of the
/// two words below.
namespace servicecard::api {

inline constexpr const char* any_actor = "actor";    ///< whoever works at the desk, in any role
inline constexpr const char* a_partner = "partner";  ///< a program with a partner's API key

/// A partner's program, known by its API key.
struct PartnerCaller {
  std::string partner;
  std::int64_t key = 0;
};

/// Where the guard looks tokens up, by their hash. Nothing for one that is unknown or taken away.
struct TokenRegister {
  std::function<std::optional<access::Actor>(const Sha256&)> actor;
  std::function<std::optional<PartnerCaller>(const Sha256&)> partner;
};

/// Answers 401 with a challenge (RFC 6750 §3) where there is no good token of the right kind, 403
/// for another role; otherwise the handler finds the caller with `actor_of` or `partner_of`.
[[nodiscard]] http::Router::Guard guard(TokenRegister tokens);

/// Who called a route that only actors may call.
[[nodiscard]] const access::Actor& actor_of(const http::Request& request);
[[nodiscard]] access::Act act_of(const http::Request& request, const access::Clock& clock);

/// Who called a route that only partners may call.
[[nodiscard]] const PartnerCaller& partner_of(const http::Request& request);

}  // namespace servicecard::api
