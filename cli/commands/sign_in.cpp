#include "cli/sign_in.h"

#include <array>
#include <unistd.h>

#include "cli/commands/commands.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

constexpr const char* usual_days = "30";

// "cardctl on desk-7"
std::string label_of_this_machine() {
  std::array<char, 65> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) return "cardctl";
  return "cardctl on " + std::string(host.data());
}

Command& whoever_signs_in(Command& verb) {
  return verb.required("--name", {"账号名", "name of the account"})
      .option("--password-file", {"密码文件（0600），否则在终端询问",
                                  "file with the password (0600); else asked at the terminal"})
      .option("--new-password-file", {"首次登录时的新密码文件（0600）",
                                      "file with the new password, for a first sign-in (0600)"});
}

// Signed in for the length of one command.
Client signed_in(Shell& shell, const Values& values) {
  Client client = shell.visitor();
  sign_in(shell, client, person_of(values));
  return client;
}

std::int64_t days_of(const Values& values) {
  return whole_number(values.find("--days").value_or(usual_days), "--days");
}

// Gives the token up at the server, where it is still known, and forgets it.
void give_up(Shell& shell, const SavedToken& saved) {
  if (const auto token = saved.read()) {
    Client owner = shell.client_with(*token);
    const auto answer = owner.ask(make_request(http::Method::del, "/v1/me/token"));
    if (answer.status != 401) (void)owner.accept(answer);
  }
  saved.remove();
}

ExitCode keep_token(Shell& shell, const Values& values) {
  const SavedToken saved = shell.saved_token();
  Client client = signed_in(shell, values);
  give_up(shell, saved);
  saved.write(make_token(client, label_of_this_machine(), "write", days_of(values)));
  client.del("/v1/session");
  const std::string file = saved.file().string();
  const std::string zh = "已登录。令牌存于 " + file;
  const std::string en = "Signed in. The token is kept in " + file;
  shell.remark({zh, en});
  return ExitCode::done;
}

ExitCode drop_token(Shell& shell, const Values&) {
  const SavedToken saved = shell.saved_token();
  if (!saved.read()) {
    throw Stop(ExitCode::usage, shell.console().say({"尚未登录", "Nobody is signed in here"}));
  }
  give_up(shell, saved);
  shell.remark({"已退出，令牌已吊销。", "Signed out; the token is revoked."});
  return ExitCode::done;
}

ExitCode list_tokens(Shell& shell, const Values& values) {
  Client client = signed_in(shell, values);
  shell.print_page(client.get("/v1/me/tokens"),
                   {"id", "label", "scope", "created_at", "expires_at"});
  client.del("/v1/session");
  return ExitCode::done;
}

ExitCode add_token(Shell& shell, const Values& values) {
  Client client = signed_in(shell, values);
  shell.print(client.post("/v1/me/tokens", json::object{{"label", values["label"]},
                                                        {"scope", values["--scope"]},
                                                        {"days", days_of(values)}}));
  client.del("/v1/session");
  return ExitCode::done;
}

ExitCode revoke_token(Shell& shell, const Values& values) {
  Client client = signed_in(shell, values);
  client.del(path_of({"v1", "me", "tokens", values["id"]}));
  client.del("/v1/session");
  shell.remark({"令牌已吊销。", "The token is revoked."});
  return ExitCode::done;
}

}  // namespace

void add_sign_in_commands(Menu& program) {
  const Bilingual days{"有效天数，至多 366（默认 30）", "days that it is good for, up to 366 (30)"};
  Command in = program.verb("sign-in",
                            {"登录服务器，此后的命令即以此人身份操作",
                             "sign in at a server; commands then act as that person"},
                            "sign-in --server https://card.example.cn --name 王芳");
  whoever_signs_in(in).option("--days", days).runs(keep_token);
  program
      .verb("sign-out", {"退出并吊销所存的令牌", "revoke and forget the token that was kept"},
            "sign-out --server https://card.example.cn")
      .runs(drop_token);

  Menu token =
      program.noun("token", {"个人令牌（须输密码）", "one's own tokens (asks the password)"});
  Command list = token.verb("list", {"列出在用的令牌", "list those in use"},
                            "token list --server https://card.example.cn --name 王芳");
  whoever_signs_in(list).runs(list_tokens);
  Command add = token.verb("add", {"新建令牌，只显示一次", "make one; it is shown once"},
                           "token add backup-script --scope read --days 90 --name 王芳");
  whoever_signs_in(add)
      .argument("label", {"用途", "what it is for"})
      .required_choice("--scope", {"只看或可操作", "only look, or act"}, {"read", "write"})
      .option("--days", days)
      .runs(add_token);
  Command revoke = token.verb("revoke", {"吊销令牌", "revoke one"}, "token revoke 7 --name 王芳");
  whoever_signs_in(revoke).argument("id", {"令牌编号", "id of the token"}).runs(revoke_token);
}

}  // namespace servicecard::cli
