#include "cli/commands/commands.h"

namespace servicecard::cli {

void add_actor_commands(Menu& program) {
  Menu actor = program.noun("actor", {"操作人员", "who may act"});
  actor.verb("list", {"列出人员", "list actors"}, "actor list")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, "/v1/actors", {}, {"id", "name", "role", "disabled"});
      });
  actor
      .verb("add", {"新建人员，令牌只显示一次", "add one; the token is shown once"},
            "actor add clerk-1 clerk")
      .argument("name", {"姓名，记入日志，不可更改", "name, as the journal will have it for ever"})
      .argument("role", {"角色：clerk、approver、auditor、administrator",
                         "role: clerk, approver, auditor, administrator"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(
            "/v1/actors", json::object{{"name", values["name"]}, {"role", values["role"]}}));
        return ExitCode::done;
      });
  actor.verb("disable", {"停用人员", "take an actor's token away"}, "actor disable 3")
      .argument("id", {"人员编号", "id of the actor"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "actors", values["id"], "disable"})));
        return ExitCode::done;
      });
}

}  // namespace servicecard::cli
