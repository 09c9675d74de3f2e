#include <algorithm>
#include <filesystem>
#include <ostream>

#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/render.h"
#include "cli/stop.h"
#include "server/sheet/csv_writer.h"

namespace servicecard::cli {
namespace {

constexpr const char* csv_type = "text/csv";
constexpr const char* workbook_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const std::vector<std::string> columns = {"line", "action", "uscc", "name", "changes", "errors"};
// A terminal shows so many rows; a report has them all.
constexpr std::size_t rows_shown = 100;

bool is_workbook(const std::string& file) {
  return std::filesystem::path(file).extension() == ".xlsx";
}

// The rows that change something or are wrong, mistakes in words and in their own column.
json::array telling_rows(const json::array& rows, Language language) {
  json::array telling;
  for (const json::value& row : rows) {
    if (row.at("action").as_string() == "same") continue;
    json::object shown = row.as_object();
    json::array errors;
    for (const json::value& error : row.at("errors").as_array()) {
      const std::string column(error.at("column").as_string());
      errors.emplace_back((column.empty() ? column : column + ": ") +
                          cell_of("text", error.at("text"), language));
    }
    shown["errors"] = std::move(errors);
    telling.push_back(std::move(shown));
  }
  return telling;
}

void print_rows(const json::array& rows, const Console& console) {
  json::array shown = telling_rows(rows, console.language);
  const std::size_t all = shown.size();
  if (all > rows_shown) shown.erase(shown.begin() + rows_shown, shown.end());
  console.out << render_list(shown, columns, console.language);
  if (all <= rows_shown) return;
  console.out << console.say({"另有 ", "and "}) << all - rows_shown
              << console.say(
                     {" 行；--report 文件.csv 写出全部", " more; --report FILE.csv has all"})
              << '\n';
}

// Every row, for a spreadsheet.
void write_report(const std::string& file, const json::array& rows, Language language) {
  sheet::CsvWriter writer;
  std::vector<std::string> titles;
  titles.reserve(columns.size());
  for (const std::string& column : columns) titles.push_back(label_of(column, language));
  writer.add(titles);
  const json::array whole = telling_rows(rows, language);
  for (const json::value& row : whole) {
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const std::string& column : columns) {
      cells.push_back(cell_of(column, row.at(column), language));
    }
    writer.add(cells);
  }
  write_file(file, writer.text());
}

json::value send_file(Shell& shell, const Values& values) {
  const std::string& file = values["file"];
  http::Request request = make_request(
      http::Method::post, "/v1/roster-imports",
      {{"apply", values.has("--apply") ? "true" : "false"}, {"rows", values.find("--rows")}});
  request.headers.set("Content-Type", is_workbook(file) ? workbook_type : csv_type);
  request.body = read_file(file);
  Progress progress(shell.console());
  progress.stage({"正在读取名册并与登记比较", "reading the roster beside the record"});
  return json::parse(shell.client().send(std::move(request)).body.view()).value();
}

ExitCode import_file(Shell& shell, const Values& values) {
  const json::value report = send_file(shell, values);
  const Console& console = shell.console();
  const json::array& rows = report.at("rows").as_array();
  const bool good = report.at("summary").at("error").to_number<std::int64_t>() == 0;
  if (const auto file = values.find("--report")) write_report(*file, rows, console.language);
  if (console.output == Output::json) {
    shell.print(report);
  } else {
    print_rows(rows, console);
    console.out << render(report.at("summary"), console.language);
  }
  if (!report.at("applied").as_bool()) {
    shell.remark(
        {"未作任何更改；加 --apply 执行，加 --rows good 只导入无误的行。",
         "Nothing was changed; add --apply, and --rows good to take the good rows alone."});
  }
  return good || report.at("applied").as_bool() ? ExitCode::done : ExitCode::refused;
}

ExitCode give_template(Shell& shell, const Values& values) {
  const std::string& file = values["-o"];
  http::Request request =
      make_request(http::Method::get, path_of({"v1", "roster-templates", values["kind"]}));
  request.headers.set("Accept", is_workbook(file) ? workbook_type : csv_type);
  write_file(file, shell.client().send(std::move(request)).body.view());
  return ExitCode::done;
}

}  // namespace

void add_roster_commands(Menu& program) {
  Menu roster = program.noun("roster", {"名册", "rosters of enterprises and people"});
  roster
      .verb("import",
            {"导入名册（CSV 或 XLSX）；默认试算",
             "import a roster (CSV or XLSX); a dry run by default"},
            "roster import 名册.xlsx --apply --rows good --report 报告.csv")
      .argument("file", {"文件", "file"})
      .flag("--apply", {"执行，而非试算", "do it, not a dry run"})
      .choice("--rows", {"全部或仅无误的行", "all rows, or the good ones"}, {"all", "good"})
      .option("--report", {"把有变更和有误的行写入 CSV 文件",
                           "write the rows that change something or are wrong to a CSV file"})
      .runs(import_file);
  roster
      .verb("template", {"名册模板（.xlsx 或 .csv）", "a roster to begin with (.xlsx or .csv)"},
            "roster template people -o 人员名册.xlsx")
      .argument("kind", {"enterprises 企业，people 人员", "enterprises or people"})
      .required("-o", {"写入文件", "write to this file"})
      .runs(give_template);
}

}  // namespace servicecard::cli
