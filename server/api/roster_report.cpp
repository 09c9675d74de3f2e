#include "server/api/roster_report.h"

#include <string_view>
#include <utility>
#include <vector>

#include "server/api/format.h"
#include "server/sheet/csv_writer.h"

namespace servicecard::api {
namespace {

BilingualText text_of_mistake(const desk::RosterMistake& mistake) {
  const Bilingual fixed = text_of(mistake.error);
  BilingualText text{.zh = std::string(fixed.zh), .en = std::string(fixed.en)};
  if (mistake.other_line) {
    text.zh += "（第 " + std::to_string(*mistake.other_line) + " 行）";
    text.en += " (line " + std::to_string(*mistake.other_line) + ")";
  }
  return text;
}

json::object to_json(const desk::RosterMistake& mistake) {
  return {{"column", mistake.column},
          {"code", to_string(mistake.error)},
          {"text", text_json(text_of_mistake(mistake))}};
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

Bilingual word_of(desk::RosterAction action) {
  switch (action) {
    case desk::RosterAction::create:
      return {"新增", "create"};
    case desk::RosterAction::update:
      return {"更新", "update"};
    case desk::RosterAction::same:
      return {"无变化", "same"};
    case desk::RosterAction::error:
      return {"有误", "error"};
  }
  return {};
}

std::vector<std::string> csv_cells(const desk::RosterReportRow& row, http::Language language) {
  const bool zh = language == http::Language::zh;
  const auto add = [&](std::string& cell, const std::string& text) {
    if (!cell.empty()) cell += zh ? "；" : "; ";
    cell += text;
  };
  std::string changes;
  for (const BilingualText& change : row.changes) add(changes, zh ? change.zh : change.en);
  std::string mistakes;
  for (const desk::RosterMistake& mistake : row.mistakes) {
    const BilingualText text = text_of_mistake(mistake);
    const std::string column = mistake.column.empty() ? "" : mistake.column + (zh ? "：" : ": ");
    add(mistakes, column + (zh ? text.zh : text.en));
  }
  const Bilingual action = word_of(row.action);
  return {std::to_string(row.line),
          std::string(zh ? action.zh : action.en),
          row.uscc ? row.uscc->str() : std::string(),
          row.name.value_or(""),
          changes,
          mistakes};
}

}  // namespace

// Written row by row: as one tree, the report of a large file would take many times its size.
std::string roster_report_json(const desk::RosterReport& report) {
  json::array ignored;
  for (const std::string& title : report.ignored) ignored.emplace_back(title);
  std::string text = R"({"applied":)" + std::string(report.applied ? "true" : "false");
  text += R"(,"encoding":)" + json::serialize(json::value(to_string(report.encoding)));
  text += R"(,"sheet":)" + json::serialize(or_null(report.sheet));
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

std::string roster_report_csv(const desk::RosterReport& report, http::Language language) {
  sheet::CsvWriter writer;
  if (language == http::Language::zh) {
    writer.add({"行号", "结果", "统一社会信用代码", "名称", "变更", "错误"});
  } else {
    writer.add({"line", "outcome", "uscc", "name", "changes", "mistakes"});
  }
  for (const desk::RosterReportRow& row : report.rows) writer.add(csv_cells(row, language));
  return writer.text();
}

}  // namespace servicecard::api
