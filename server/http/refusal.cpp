#include "server/http/refusal.h"

#include "server/http/problem.h"

namespace servicecard::http {
namespace {

Problem problem_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::malformed:
      return bad_request({.zh = "不是正确的 HTTP 请求", .en = "not a well-formed HTTP request"});
    case Refusal::bad_target:
      return bad_request({.zh = "请求地址有误", .en = "the request target is not acceptable"});
    case Refusal::bad_host:
      return bad_request(
          {.zh = "须有且仅有一个正确的 Host", .en = "exactly one valid Host is needed"});
    case Refusal::folded_field:
      return bad_request({.zh = "请求头不得折行", .en = "a header field must stand on one line"});
    case Refusal::bad_framing:
      return bad_request({.zh = "请求长度的说明有误或互相矛盾",
                          .en = "the length of the body is stated wrongly or twice"});
    case Refusal::head_too_large:
      return {.status = 431,
              .name = "head-too-large",
              .title = {.zh = "请求头过大", .en = "Request header fields too large"}};
    case Refusal::body_too_large:
      return body_too_large();
    case Refusal::unknown_method:
      return {.status = 501,
              .name = "unknown-method",
              .title = {.zh = "不认识的请求方法", .en = "Unknown method"}};
    case Refusal::unknown_expectation:
      return {.status = 417,
              .name = "unknown-expectation",
              .title = {.zh = "无法满足 Expect 的要求", .en = "Expectation failed"}};
  }
  return bad_request({});
}

}  // namespace

Response refusal_response(const Request& head, Refusal refusal) {
  return problem_response(head, problem_of(refusal));
}

Response busy_response(const Request& request) {
  Response response = problem_response(request, busy());
  response.headers.add("Retry-After", "1");
  return response;
}

Response turned_away_response(Admission::Verdict verdict) {
  const bool by_address = verdict == Admission::Verdict::address_is_full;
  Response response = problem_response({}, by_address ? too_many_connections() : busy());
  response.headers.add("Retry-After", "5");
  return response;
}

}  // namespace servicecard::http
