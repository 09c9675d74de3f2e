#pragma once

#include <any>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/headers.h"
#include "server/http/target.h"

namespace servicecard::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

/// "GET" and so on, as it stands in a request line.
[[nodiscard]] std::string_view to_string(Method method);
[[nodiscard]] std::optional<Method> parse_method(std::string_view text);

/// Octets of a body, where the route has no limit of its own.
inline constexpr std::size_t default_body_limit = std::size_t{64} * 1024;

/// How a request came.
enum class Transport : std::uint8_t { in_process, plain, tls };

/// One request, read whole. Nothing here knows of sockets: the same value comes from a session and
/// from a program that serves itself.
struct Request {
  Method method = Method::get;
  Target target{};
  Headers headers{};
  std::string body{};
  std::string peer{};  ///< the client's address without its port; empty in process
  std::string id{};    ///< names this request in logs and in the answer
  Transport transport = Transport::in_process;

  /// What the route's pattern caught, decoded, in the order of the pattern.
  std::vector<std::pair<std::string_view, std::string>> parameters{};

  /// Whom the guard of the route found to be asking; the room that sets it knows its type.
  std::any caller{};

  /// The segment that `{name}` of the route caught. Throws std::logic_error where the pattern has
  /// no such name, which is the route's mistake and not the client's.
  [[nodiscard]] const std::string& parameter(std::string_view name) const;

  /// The value of `?name=`.
  [[nodiscard]] std::optional<std::string_view> query(std::string_view name) const {
    return target.find(name);
  }
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
    return headers.find(name);
  }
};

}  // namespace servicecard::http
