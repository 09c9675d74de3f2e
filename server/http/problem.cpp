#include "server/http/problem.h"

#include <algorithm>

#include <boost/json/serialize.hpp>

#include "server/http/field_values.h"

namespace servicecard::http {
namespace {

bool is_range_of(std::string_view range, std::string_view language) {
  return equal_ignoring_case(range.substr(0, range.find('-')), language);
}

}  // namespace

Language preferred_language(const Headers& headers) {
  double zh = 0;
  double en = 0;
  std::string_view rest = headers.find("Accept-Language").value_or("zh");
  while (!rest.empty()) {
    std::string_view parameters = take_until(',', rest);
    const std::string_view range = take_until(';', parameters);
    const double weight = weight_in(parameters);
    if (is_range_of(range, "zh")) zh = std::max(zh, weight);
    if (is_range_of(range, "en")) en = std::max(en, weight);
  }
  return en > zh ? Language::en : Language::zh;
}

Response problem_response(const Request& request, const Problem& problem) {
  return problem_response(preferred_language(request.headers), request.id, problem);
}

Response problem_response(Language language, std::string_view request_id, const Problem& problem) {
  boost::json::object document;
  document["type"] = "/problems/" + std::string(problem.name);
  document["title"] = problem.title.in(language);
  document["status"] = problem.status;
  const std::string& detail = problem.detail.in(language);
  if (!detail.empty()) document["detail"] = detail;
  document["instance"] = "/requests/" + std::string(request_id);
  for (const auto& [name, value] : problem.extensions) document.emplace(name, value);
  Response response{.status = problem.status,
                    .content_type = "application/problem+json",
                    .body = boost::json::serialize(document)};
  response.headers.add("Content-Language", language == Language::zh ? "zh-CN" : "en");
  return response;
}

Problem bad_request(Text detail) {
  return {.status = 400,
          .name = "bad-request",
          .title = {.zh = "请求格式有误", .en = "Bad request"},
          .detail = std::move(detail)};
}

Problem not_found() {
  return {.status = 404, .name = "not-found", .title = {.zh = "没有这个资源", .en = "Not found"}};
}

Problem method_not_allowed() {
  return {.status = 405,
          .name = "method-not-allowed",
          .title = {.zh = "不支持这种请求方法", .en = "Method not allowed"}};
}

Problem body_too_large() {
  return {.status = 413,
          .name = "body-too-large",
          .title = {.zh = "请求内容过大", .en = "Request body too large"}};
}

Problem too_many_connections() {
  return {.status = 429,
          .name = "too-many-connections",
          .title = {.zh = "同一地址的连接过多", .en = "Too many connections from one address"}};
}

Problem busy() {
  return {.status = 503,
          .name = "busy",
          .title = {.zh = "系统繁忙，请稍后重试", .en = "Busy, please try again shortly"}};
}

Response internal_error(std::string_view request_id) {
  const boost::json::object document{{"type", "about:blank"},
                                     {"title", "Internal Server Error"},
                                     {"status", 500},
                                     {"instance", "/requests/" + std::string(request_id)}};
  return {.status = 500,
          .content_type = "application/problem+json",
          .body = boost::json::serialize(document)};
}

}  // namespace servicecard::http
