#pragma once

#include "server/access/standing.h"
#include "server/desk/security_error.h"
#include "server/desk/sign_in.h"
#include "server/http/problem.h"

/// What somebody hears who does not get in, or cannot change what opens his account.
namespace servicecard::api {

/// The challenge that every 401 has (RFC 9110 §11.6.1).
void challenge(http::Response& response);

[[nodiscard]] http::Problem session_needed();
[[nodiscard]] http::Problem token_reads_only();
[[nodiscard]] http::Problem cross_site();
/// Of a session that is not settled.
[[nodiscard]] http::Problem unsettled(access::Standing standing);

[[nodiscard]] http::Response refusal(const http::Request& request,
                                     const desk::SignInRefusal& refused);
[[nodiscard]] http::Response refusal(const http::Request& request,
                                     const desk::SecurityRefusal& refused);

}  // namespace servicecard::api
