#include "cli/commands/commands.h"

namespace servicecard::cli {
namespace {

const Bilingual about_alarm{"告警编号", "id of the alarm"};

}  // namespace

void add_alarm_commands(Menu& program) {
  Menu alarm = program.noun("alarm", {"告警", "what somebody should look at"});
  alarm.verb("list", {"列出告警，新的在前", "list them, newest first"}, "alarm list --open")
      .flag("--open", {"只列未处理的", "those that nobody has looked into"})
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(
            values, "/v1/alarms",
            {{"state", values.has("--open") ? std::optional<std::string>("open") : std::nullopt}},
            {"id", "at", "kind", "subject", "detail", "acknowledged.by"});
      });
  alarm.verb("show", {"查看告警与相关核验记录", "one, with the checks behind it"}, "alarm show 3")
      .argument("id", about_alarm)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of({"v1", "alarms", values["id"]})));
        return ExitCode::done;
      });
  alarm
      .verb("acknowledge", {"标为已处理，不能撤回", "say that you looked into it, for good"},
            "alarm acknowledge 3")
      .argument("id", about_alarm)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "alarms", values["id"], "acknowledge"})));
        return ExitCode::done;
      });
}

}  // namespace servicecard::cli
