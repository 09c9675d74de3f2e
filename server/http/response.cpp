#include "server/http/response.h"

#include <boost/beast/http/status.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace servicecard::http {

std::string_view Body::view() const {
  if (const auto* own = std::get_if<std::string>(&octets_)) return *own;
  return *std::get<std::shared_ptr<const std::string>>(octets_);
}

Response json_response(unsigned status, const boost::json::value& value) {
  return json_response(status, boost::json::serialize(value));
}

Response json_response(unsigned status, std::string serialized) {
  return {.status = status, .content_type = "application/json", .body = std::move(serialized)};
}

Response text_response(unsigned status, std::string text) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(text)};
}

Response empty_response(unsigned status) { return {.status = status}; }

std::string_view reason_phrase(unsigned status) {
  const auto known = boost::beast::http::int_to_status(status);
  if (known == boost::beast::http::status::unknown) return {};
  const auto phrase = boost::beast::http::obsolete_reason(known);
  return {phrase.data(), phrase.size()};
}

}  // namespace servicecard::http
