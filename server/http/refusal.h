#pragma once

#include "server/http/admission.h"
#include "server/http/request.h"
#include "server/http/response.h"

namespace servicecard::http {

/// Why a connection's octets are not taken as a request. Each is answered and then the connection
/// closed, since where the next request would begin cannot be trusted.
enum class Refusal {
  malformed,     ///< not HTTP/1.0 or HTTP/1.1, control characters, bad chunks
  bad_target,    ///< see TargetError
  bad_host,      ///< no Host, two, or one that is no host
  folded_field,  ///< a field continued on the next line (RFC 9112 §5.2)
  bad_framing,   ///< any Transfer-Encoding but one "chunked", any Content-Length but one
                 ///< number, or both
  head_too_large,
  body_too_large,
  unknown_method,
  unknown_expectation,
};

/// The problem document of a refusal, with `Connection: close` left to the session.
[[nodiscard]] Response refusal_response(const Request& head, Refusal refusal);

/// 503: what the request needs is all in use for the moment.
[[nodiscard]] Response busy_response(const Request& request);

/// 429 or 503, for a connection that is one too many.
[[nodiscard]] Response turned_away_response(Admission::Verdict verdict);

}  // namespace servicecard::http
