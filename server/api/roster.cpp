#include "server/api/roster.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/desk/roster_import.h"
#include "server/http/problem.h"

namespace servicecard::api {
namespace {

constexpr std::size_t roster_limit = std::size_t{16} * 1024 * 1024;

json::object to_json(const desk::RosterMistake& mistake) {
  const Bilingual fixed = text_of(mistake.error);
  BilingualText text{.zh = std::string(fixed.zh), .en = std::string(fixed.en)};
  if (mistake.other_line) {
    text.zh += "（第 " + std::to_string(*mistake.other_line) + " 行）";
    text.en += " (line " + std::to_string(*mistake.other_line) + ")";
  }
  return {
      {"column", mistake.column}, {"code", to_string(mistake.error)}, {"text", text_json(text)}};
}

json::object to_json(const desk::RosterReportRow& row) {
  json::array changes;
  for (const BilingualText& change : row.changes) changes.push_back(text_json(change));
  json::array errors;
  for (const desk::RosterMistake& mistake : row.mistakes) errors.push_back(to_json(mistake));
  return {{"line", row.line},
          {"action", to_string(row.action)},
          {"uscc", row.uscc ? json::value(row.uscc->str()) : json::value(nullptr)},
          {"name", or_null(row.name)},
          {"changes", std::move(changes)},
          {"errors", std::move(errors)}};
}

json::object to_json(const desk::RosterSummary& summary) {
  return {{"create", summary.create},
          {"update", summary.update},
          {"same", summary.same},
          {"error", summary.error}};
}

// Written row by row: as one tree, the report of a large file would take many times its size.
std::string serialized(const desk::RosterReport& report) {
  json::array ignored;
  for (const std::string& title : report.ignored) ignored.emplace_back(title);
  std::string text = R"({"applied":)" + std::string(report.applied ? "true" : "false");
  text += R"(,"encoding":)" + json::serialize(json::value(to_string(report.encoding)));
  text += R"(,"ignored_columns":)" + json::serialize(ignored);
  text += R"(,"summary":)" + json::serialize(to_json(report.summary));
  text += R"(,"rows":[)";
  for (const desk::RosterReportRow& row : report.rows) {
    if (text.back() != '[') text += ',';
    text += json::serialize(to_json(row));
  }
  text += "]}";
  return text;
}

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

http::Response import_file(const desk::Desk& desk, const access::Clock& clock,
                           const http::Request& request) {
  const auto mode = mode_of(request);
  const auto rows = rows_of(request);
  if (!mode || !rows) {
    return problem_response(
        request, http::bad_request({.zh = "apply 应为 true 或 false，rows 应为 all 或 good",
                                    .en = "apply is true or false, rows all or good"}));
  }
  const auto report = desk::import_roster(desk, act_of(request, clock), request.body, *mode, *rows);
  if (!report) {
    const std::string name = "roster-" + std::string(to_string(report.error().error));
    return problem_response(request, problem_of(report.error(), name));
  }
  return http::json_response(200, serialized(*report));
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
