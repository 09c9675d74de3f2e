#include "server/api/roster.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/guard.h"
#include "server/api/roster_report.h"
#include "server/desk/roster_import.h"
#include "server/http/accept.h"
#include "server/http/problem.h"

namespace servicecard::api {
namespace {

constexpr std::array<std::string_view, 2> report_types = {"application/json", "text/csv"};
constexpr std::size_t roster_limit = std::size_t{16} * 1024 * 1024;

http::Problem problem_of(const desk::RosterFileRefusal& refusal, const std::string& name) {
  const Bilingual title = text_of(refusal.error);
  http::Problem problem{.status = 422,
                        .name = name,
                        .title = {.zh = std::string(title.zh), .en = std::string(title.en)}};
  if (refusal.line > 0) {
    const std::string line = std::to_string(refusal.line);
    problem.detail = {.zh = "第 " + line + " 行", .en = "line " + line};
  }
  return problem;
}

std::optional<desk::RosterMode> mode_of(const http::Request& request) {
  const auto apply = request.query("apply").value_or("false");
  if (apply == "true") return desk::RosterMode::apply;
  if (apply == "false") return desk::RosterMode::dry_run;
  return std::nullopt;
}

std::optional<desk::RosterRows> rows_of(const http::Request& request) {
  const auto rows = request.query("rows").value_or("all");
  if (rows == "all") return desk::RosterRows::all;
  if (rows == "good") return desk::RosterRows::good;
  return std::nullopt;
}

http::Problem not_acceptable() {
  return {.status = 406,
          .name = "not-acceptable",
          .title = {.zh = "没有所要求的格式", .en = "Not in that form"},
          .detail = {.zh = "Accept 应为 application/json 或 text/csv",
                     .en = "Accept application/json or text/csv"}};
}

http::Response csv_response(std::string text) {
  http::Response response{
      .status = 200, .content_type = "text/csv; charset=utf-8", .body = std::move(text)};
  response.headers.add("Content-Disposition", "attachment; filename=\"roster-report.csv\"");
  return response;
}

http::Response import_file(const desk::Desk& desk, const access::Clock& clock,
                           const http::Request& request) {
  const auto mode = mode_of(request);
  const auto rows = rows_of(request);
  if (!mode || !rows) {
    return problem_response(
        request, http::bad_request({.zh = "apply 应为 true 或 false，rows 应为 all 或 good",
                                    .en = "apply is true or false, rows all or good"}));
  }
  const auto type = http::choose_media_type(request.headers, report_types);
  if (!type) return problem_response(request, not_acceptable());
  const auto report = desk::import_roster(desk, act_of(request, clock), request.body, *mode, *rows);
  if (!report) {
    const std::string name = "roster-" + std::string(to_string(report.error().error));
    return problem_response(request, problem_of(report.error(), name));
  }
  http::Response response =
      *type == 0
          ? http::json_response(200, roster_report_json(*report))
          : csv_response(roster_report_csv(*report, http::preferred_language(request.headers)));
  response.headers.add("Vary", "Accept, Accept-Language");
  return response;
}

}  // namespace

void add_roster_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  router.add({.method = http::Method::post,
              .pattern = "/v1/roster-imports",
              .operation = "importRoster",
              .access = "clerk",
              .body_limit = roster_limit,
              .handler = http::plain([&desk, &clock](const http::Request& request) {
                return import_file(desk, clock, request);
              })});
}

}  // namespace servicecard::api
