#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include <boost/json/fwd.hpp>

#include "server/http/headers.h"
#include "server/http/stream.h"

namespace servicecard::http {

/// The octets of an answer: its own, or a document that many answers share.
class Body {
 public:
  Body() = default;
  Body(std::string own) : octets_(std::move(own)) {}
  Body(std::shared_ptr<const std::string> shared) : octets_(std::move(shared)) {}

  [[nodiscard]] std::string_view view() const;

 private:
  std::variant<std::string, std::shared_ptr<const std::string>> octets_;
};

/// One answer. The session adds what every answer has (`Date`, `X-Request-Id`, `Cache-Control:
/// no-store` and the like) where the handler has not set it.
struct Response {
  unsigned status = 200;
  std::string content_type{};  ///< no Content-Type where empty
  Headers headers{};           ///< all others
  Body body{};
  std::shared_ptr<Stream> stream{};  ///< the body instead of `body`; never in process
};

[[nodiscard]] Response json_response(unsigned status, const boost::json::value& value);
[[nodiscard]] Response json_response(unsigned status, std::string serialized);

/// `text` is UTF-8.
[[nodiscard]] Response text_response(unsigned status, std::string text);

/// An answer without a body, as 204 and 304 are.
[[nodiscard]] Response empty_response(unsigned status);

/// The phrase of RFC 9110 §15 for a status, empty where there is none.
[[nodiscard]] std::string_view reason_phrase(unsigned status);

}  // namespace servicecard::http
