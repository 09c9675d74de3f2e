#include "cli/commands/commands.h"

namespace servicecard::cli {
namespace {

const Bilingual about_partner{"单位代号", "id of the partner"};

ExitCode add(Shell& shell, const Values& values) {
  json::object body{
      {"id", values["partner"]}, {"name", values["name"]}, {"sector", values["--sector"]}};
  put(body, "uscc", values.find("--uscc"));
  put(body, "contract_from", values.find("--from"));
  put(body, "contract_until", values.find("--until"));
  if (const auto age = values.find("--max-age-seconds")) {
    body["max_age_seconds"] = whole_number(*age, "--max-age-seconds");
  }
  if (values.has("--bound-only")) body["accepts_bearer"] = false;
  shell.print(shell.client().post("/v1/partners", body));
  return ExitCode::done;
}

void add_keys(Menu& partner) {
  Menu key = partner.noun("key", {"接口密钥", "API keys"});
  key.verb("add", {"新建接口密钥，只显示一次", "a new API key, shown once"},
           "partner key add hospital-1")
      .argument("partner", about_partner)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "partners", values["partner"], "keys"})));
        return ExitCode::done;
      });
  key.verb("revoke", {"吊销接口密钥", "take an API key away"}, "partner key revoke hospital-1 3")
      .argument("partner", about_partner)
      .argument("id", {"密钥编号", "id of the key"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(
            path_of({"v1", "partners", values["partner"], "keys", values["id"], "revoke"})));
        return ExitCode::done;
      });
}

}  // namespace

void add_partner_commands(Menu& program) {
  Menu partner = program.noun("partner", {"合作单位", "partners: hospitals, banks, schools"});
  partner.verb("list", {"列出合作单位", "list partners"}, "partner list --all")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(
            values, "/v1/partners", {},
            {"id", "name", "sector", "contract_from", "contract_until", "suspended"});
      });
  partner.verb("show", {"查看合作单位", "show one"}, "partner show hospital-1")
      .argument("partner", about_partner)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of({"v1", "partners", values["partner"]})));
        return ExitCode::done;
      });
  partner
      .verb("add", {"登记合作单位", "add a partner"},
            "partner add hospital-1 示例第一医院（虚构） --sector health --from 2025-01-01")
      .argument("partner", about_partner)
      .argument("name", {"名称", "name"})
      .required_choice("--sector", {"领域", "its sector"}, {"health", "finance", "education"})
      .option("--uscc", {"统一社会信用代码", "unified social credit code"})
      .option("--from", {"签约自", "first day of the contract"})
      .option("--until", {"签约至", "last day of the contract"})
      .option("--max-age-seconds", {"状态数据时效（秒）", "how old status data may be"})
      .flag("--bound-only", {"只接受绑定持卡人密钥的凭证", "take tokens bound to a key alone"})
      .runs(add);
  partner.verb("suspend", {"暂停合作", "suspend"}, "partner suspend bank-5 --reason 整改")
      .argument("partner", about_partner)
      .required("--reason", {"原因", "the reason"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "partners", values["partner"], "suspend"}),
                                        json::object{{"reason", values["--reason"]}}));
        return ExitCode::done;
      });
  partner.verb("resume", {"恢复合作", "end a suspension"}, "partner resume bank-5")
      .argument("partner", about_partner)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "partners", values["partner"], "resume"})));
        return ExitCode::done;
      });
  add_keys(partner);
}

}  // namespace servicecard::cli
