#include "cli/commands/commands.h"

namespace servicecard::cli {
namespace {

const Bilingual about_kid{"密钥号（kid）", "key id (kid)"};

void after_a_change(Shell& shell) {
  shell.remark({"由根签发并载入新的信任列表后生效：cardctl trust-list sign",
                "In force once the root has signed a list and it is loaded: cardctl trust-list "
                "sign"});
}

}  // namespace

void add_key_commands(Menu& program) {
  Menu keys = program.noun("keys", {"签发密钥", "signing keys"});
  keys.verb("list", {"列出密钥", "list keys"}, "keys list")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(
            values, "/v1/keys", {},
            {"purpose", "state", "next_state", "kid", "created_at", "expires_at", "signs"});
      });
  keys.verb("rotate", {"生成某用途的下一把密钥", "make the next key of a purpose"},
            "keys rotate card")
      .argument("purpose", {"用途：card、status、pack", "purpose: card, status, pack"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(
            shell.client().post("/v1/keys/rotate", json::object{{"purpose", values["purpose"]}}));
        after_a_change(shell);
        return ExitCode::done;
      });
  keys.verb("retire", {"停止签发，仅供验证", "sign no more, verify still"}, "keys retire KID")
      .argument("kid", about_kid)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "keys", values["kid"], "retire"})));
        after_a_change(shell);
        return ExitCode::done;
      });
  keys.verb("revoke", {"吊销失窃的密钥", "a key was stolen"},
            "keys revoke KID --reason compromised")
      .argument("kid", about_kid)
      .required_choice("--reason", {"原因", "the reason"},
                       {"compromised", "lost", "superseded", "mistaken"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "keys", values["kid"], "revoke"}),
                                        json::object{{"reason", values["--reason"]}}));
        after_a_change(shell);
        return ExitCode::done;
      });
  keys.verb("export", {"全部公钥（JWK Set）", "every public key as one JWK Set"},
            "keys export > keys.json")
      .runs([](Shell& shell, const Values&) {
        shell.console().output = Output::json;
        shell.print(shell.client().get("/v1/keys/export"));
        return ExitCode::done;
      });
}

}  // namespace servicecard::cli
