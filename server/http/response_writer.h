#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

namespace servicecard::http {

/// The Date field (RFC 9110 §5.6.7), made anew once a second. For one thread.
class HttpDate {
 public:
  /// `now` in seconds of UTC. Valid until the next call.
  [[nodiscard]] std::string_view at(std::time_t now);

 private:
  std::time_t made_for_ = -1;
  std::string text_;
};

enum class Connection { keep_alive, close };

/// What a response says beside what its handler said.
struct Envelope {
  std::string_view request_id{};
  std::string_view date{};
  Method method = Method::get;
  Connection connection = Connection::keep_alive;
  Transport transport = Transport::plain;
};

/// Appends the status line and the header fields, with the protective ones where the handler left
/// them out. A message for HEAD says the length of the body that it does not have; one with a
/// stream says none, and ends with its connection (RFC 9112 §6.3).
void append_head(std::string& out, const Response& response, const Envelope& envelope);

/// True where the body must not be sent after the head (RFC 9110 §6.4.1).
[[nodiscard]] bool is_bodiless(const Response& response, Method method);

}  // namespace servicecard::http
