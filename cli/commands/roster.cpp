#include <ostream>

#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/render.h"

namespace servicecard::cli {
namespace {

// What is wrong with a row, one line each, under its number.
void print_errors(const json::array& rows, const Console& console) {
  for (const json::value& row : rows) {
    for (const json::value& error : row.at("errors").as_array()) {
      console.out << console.say({"第 ", "line "}) << row.at("line") << console.say({" 行 ", " "})
                  << std::string_view(error.at("column").as_string()) << ": "
                  << cell_of("text", error.at("text"), console.language) << '\n';
    }
  }
}

ExitCode import_file(Shell& shell, const Values& values) {
  const bool apply = values.has("--apply");
  http::Request request =
      make_request(http::Method::post, "/v1/roster-imports",
                   {{"apply", apply ? "true" : "false"}, {"rows", values.find("--rows")}});
  request.headers.set("Content-Type", "text/csv");
  request.body = read_file(values["file"]);
  const auto report = json::parse(shell.client().send(std::move(request)).body.view()).value();
  Console& console = shell.console();
  const bool good = report.at("summary").at("error").to_number<std::int64_t>() == 0;
  if (console.output == Output::json) {
    shell.print(report);
  } else {
    const json::array& rows = report.at("rows").as_array();
    console.out << render_list(rows, {"line", "action", "uscc", "name", "changes"},
                               console.language);
    print_errors(rows, console);
    console.out << render(report.at("summary"), console.language);
  }
  if (!report.at("applied").as_bool()) {
    shell.remark(
        {"未作任何更改；加 --apply 执行，加 --rows good 只导入无误的行。",
         "Nothing was changed; add --apply, and --rows good to take the good rows alone."});
  }
  return good || report.at("applied").as_bool() ? ExitCode::done : ExitCode::refused;
}

}  // namespace

void add_roster_commands(Menu& program) {
  program.noun("roster", {"名册", "rosters of enterprises"})
      .verb("import", {"导入名册（CSV）；默认试算", "import a roster (CSV); a dry run by default"},
            "roster import 名册.csv --apply --rows good")
      .argument("file", {"文件", "file"})
      .flag("--apply", {"执行，而非试算", "do it, not a dry run"})
      .choice("--rows", {"全部或仅无误的行", "all rows, or the good ones"}, {"all", "good"})
      .runs(import_file);
}

}  // namespace servicecard::cli
