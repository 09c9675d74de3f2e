#include "cli/commands/commands.h"

namespace servicecard::cli {

void add_journal_commands(Menu& program) {
  Menu journal = program.noun("journal", {"日志", "the record of every change"});
  journal.verb("list", {"列出日志，新的在前", "list it, newest first"}, "journal list --limit 20")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, "/v1/journal", {},
                                {"seq", "at", "by", "kind", "subject", "detail"});
      });
  journal.verb("verify", {"重算全部叶与根", "recompute every leaf and the root"}, "journal verify")
      .runs([](Shell& shell, const Values&) {
        const json::value report = shell.client().get("/v1/journal/verification");
        shell.print(report);
        return report.at("ok").as_bool() ? ExitCode::done : ExitCode::refused;
      });
}

}  // namespace servicecard::cli
