#include "tests/server/app/sample_office.h"

#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/identity/resident_id.h"

namespace servicecard::test {
namespace {

/// A resident ID of the synthetic area, with its check character.
std::string resident_id(int n) {
  constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view checks = "10X98765432";
  const std::string serial = std::to_string(1000 + n).substr(1);
  std::string digits = "41039919800101" + serial;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * weights[i];
  return digits + checks[static_cast<std::size_t>(sum % 11)];
}

std::string step_path(std::int64_t application, const char* step) {
  return "/v1/applications/" + std::to_string(application) + "/" + step;
}

}  // namespace

SampleOffice::SampleOffice(desk::DailyCaps caps)
    : sample_(caps),
      clerk_(sample_.token_of("clerk-1", access::Role::clerk)),
      second_clerk_(sample_.token_of("clerk-2", access::Role::clerk)),
      approver_(sample_.token_of("approver-1", access::Role::approver)),
      auditor_(sample_.token_of("auditor-1", access::Role::auditor)) {
  sample_.app().wait_for_keys();
  post(clerk_, "/v1/enterprises", 201,
       R"({"uscc":")" + enterprise_ + R"(","name":"伊川示例壹号耐材有限公司（虚构）"})");
  post(clerk_, "/v1/enterprises/" + enterprise_ + "/designations", 201,
       R"({"kind":"high_growth","from":"2020-01-01","source":"虚构文件一号"})");
}

json::object SampleOffice::post(const std::string& token, const std::string& target,
                                unsigned status, const std::string& body) {
  const http::Response response = sample_.send(http::Method::post, target, token, body);
  EXPECT_EQ(response.status, status) << target << " " << response.body.view();
  return body_of(response);
}

json::object SampleOffice::get(const std::string& token, const std::string& target,
                               unsigned status) {
  const http::Response response = sample_.send(http::Method::get, target, token);
  EXPECT_EQ(response.status, status) << target << " " << response.body.view();
  return body_of(response);
}

std::string SampleOffice::problem_of(const std::string& token, const std::string& target,
                                     const std::string& body) {
  const http::Response response = sample_.send(http::Method::post, target, token, body);
  if (response.content_type != "application/problem+json") return {};
  const std::string type(body_of(response).at("type").as_string());
  return type.substr(type.rfind('/') + 1);
}

std::int64_t SampleOffice::person(int n) {
  const json::object person =
      post(clerk_, "/v1/people", 201,
           R"({"enterprise":")" + enterprise_ + R"(","name":"张示例","resident_id":")" +
               resident_id(n) + R"(","role":"principal"})");
  return person.at("id").as_int64();
}

std::int64_t SampleOffice::drafted(int n) {
  const json::object application =
      post(clerk_, "/v1/applications", 201,
           R"({"person":)" + std::to_string(person(n)) + R"(,"evidence":["虚构合同"]})");
  return application.at("id").as_int64();
}

std::int64_t SampleOffice::submitted(int n) {
  const std::int64_t id = drafted(n);
  post(clerk_, step_path(id, "submit"), 200);
  return id;
}

std::int64_t SampleOffice::checked(int n) {
  const std::int64_t id = submitted(n);
  post(second_clerk_, step_path(id, "check"), 200);
  return id;
}

std::int64_t SampleOffice::approved(int n) {
  const std::int64_t id = checked(n);
  post(approver_, step_path(id, "approve"), 200);
  return id;
}

json::array SampleOffice::issue(const std::vector<std::int64_t>& applications) {
  json::array ids;
  for (const std::int64_t id : applications) ids.emplace_back(id);
  const json::object answer = post(approver_, "/v1/applications/issue", 200,
                                   json::serialize(json::object{{"applications", std::move(ids)}}));
  return answer.at("results").as_array();
}

std::string SampleOffice::issued(int n) {
  const json::array results = issue({approved(n)});
  return std::string(results.at(0).as_object().at("card").as_string());
}

}  // namespace servicecard::test
