#include <ostream>

#include "cli/commands/commands.h"
#include "cli/stop.h"
#include "keys/system_random.h"
#include "server/access/clock.h"
#include "server/app/reset.h"

namespace servicecard::cli {
namespace {

constexpr Bilingual an_id{"账号编号", "id of the account"};

ExitCode add(Shell& shell, const Values& values) {
  shell.print(shell.client().post(
      "/v1/actors", json::object{{"name", values["name"]}, {"role", values["role"]}}));
  return ExitCode::done;
}

// POST /v1/actors/{id}/<step>
auto post_step(const char* step) {
  return [step](Shell& shell, const Values& values) {
    shell.print(shell.client().post(path_of({"v1", "actors", values["id"], step})));
    return ExitCode::done;
  };
}

ExitCode clear_second_factor(Shell& shell, const Values& values) {
  shell.client().del(path_of({"v1", "actors", values["id"], "totp"}));
  shell.remark({"动态口令已移除。", "The second factor is gone."});
  return ExitCode::done;
}

// Not by a request: it is for whoever holds the machine, when nobody can sign in any more.
ExitCode reset(Shell& shell, const Values& values) {
  keys::SystemRandom random;
  const auto password = app::reset_account({.data = shell.data_folder()}, values["name"],
                                           access::SystemClock().now(), random);
  if (!password) {
    throw Stop(ExitCode::failure, shell.console().say({"账号未重设", "The account was not reset"}),
               password.error());
  }
  shell.remark({"动态口令已移除。一次性密码（只显示一次，首次登录须修改）：",
                "The second factor is gone. One-time password (shown once, to be changed at the "
                "first sign-in):"});
  shell.console().out << *password << '\n';
  return ExitCode::done;
}

}  // namespace

void add_account_commands(Menu& program) {
  Menu account = program.noun("account", {"账号", "who may act at the desk"});
  account.verb("list", {"列出账号", "list accounts"}, "account list")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(
            values, "/v1/actors", {},
            {"id", "name", "role", "disabled", "one_time_password", "second_factor"});
      });
  account
      .verb("add",
            {"新建账号，一次性密码只显示一次", "add one; the one-time password is shown once"},
            "account add clerk-1 clerk")
      .argument("name", {"姓名，记入日志，不可更改", "name, as the journal will have it for ever"})
      .argument("role", {"角色：clerk、approver、auditor、administrator",
                         "role: clerk, approver, auditor, administrator"})
      .runs(add);
  account
      .verb("disable", {"停用账号，其登录与令牌失效", "close one: its sessions and tokens end"},
            "account disable 3")
      .argument("id", an_id)
      .runs(post_step("disable"));
  account.verb("enable", {"重新启用账号", "open one again"}, "account enable 3")
      .argument("id", an_id)
      .runs(post_step("enable"));
  account
      .verb("new-password",
            {"忘记密码：给一个一次性密码", "a one-time password for who forgot theirs"},
            "account new-password 3")
      .argument("id", an_id)
      .runs(post_step("password"));
  account
      .verb("clear-second-factor",
            {"手机丢失：移除动态口令", "take it away where the phone is lost"},
            "account clear-second-factor 3")
      .argument("id", an_id)
      .runs(clear_second_factor);
  account
      .verb("reset",
            {"无人能登录时在本机重设账号", "let somebody in again who is locked out, here"},
            "account reset administrator --data /var/lib/servicecard")
      .argument("name", {"账号名", "name of the account"})
      .runs(reset);
}

}  // namespace servicecard::cli
