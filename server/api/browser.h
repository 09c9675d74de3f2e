#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

/// How a session travels between a browser and us.
namespace servicecard::api {

/// Its prefix has the browser refuse a cookie of that name from anybody but this origin (RFC
/// 6265bis §4.1.3.2).
inline constexpr std::string_view session_cookie = "__Host-servicecard";
inline constexpr std::string_view csrf_header = "X-CSRF-Token";

/// The secret in the session's cookie; nothing where the request has none.
[[nodiscard]] std::optional<std::string_view> session_secret(const http::Request& request);

/// Has the browser keep the secret until it is closed, out of reach of scripts, and send it with
/// requests of our own pages alone.
void give_session(http::Response& response, std::string_view secret);
void take_session(http::Response& response);

/// Whether a browser says that a page of another origin makes it send this (`Sec-Fetch-Site`,
/// `Origin`). A program that is no browser says neither.
[[nodiscard]] bool is_of_another_origin(const http::Request& request);

/// GET and what is like it: they change nothing.
[[nodiscard]] bool is_safe(http::Method method);

}  // namespace servicecard::api
