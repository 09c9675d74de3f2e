#include "cli/commands/partner_parts.h"

#include <utility>

#include "cli/files.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

const Bilingual about_partner{"单位代号", "id of the partner"};
const Bilingual about_account{"账号编号", "id of the account"};

void add_sites(Menu& partner) {
  Menu site = partner.noun("site", {"服务点", "where it receives holders"});
  site.verb("open", {"新增服务点", "a new site"}, "partner site open hospital-1 east 东院区")
      .argument("partner", about_partner)
      .argument("code",
                {"代码，小写字母、数字、连字符", "code: lower-case letters, digits, hyphens"})
      .argument("name", {"名称", "name"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(
            shell.client().post(path_of({"v1", "partners", values["partner"], "sites"}),
                                json::object{{"code", values["code"]}, {"name", values["name"]}}));
        return ExitCode::done;
      });
  site.verb("close", {"停用服务点", "close one for good"}, "partner site close hospital-1 east")
      .argument("partner", about_partner)
      .argument("code", {"代码", "code"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(
            path_of({"v1", "partners", values["partner"], "sites", values["code"], "close"})));
        return ExitCode::done;
      });
}

// POST /v1/partners/{partner}/accounts/{id}/<step>
auto post_step(const char* step) {
  return [step](Shell& shell, const Values& values) {
    shell.print(shell.client().post(
        path_of({"v1", "partners", values["partner"], "accounts", values["id"], step})));
    return ExitCode::done;
  };
}

void add_accounts(Menu& partner) {
  Menu account = partner.noun("account", {"窗口账号", "accounts of its counter"});
  account
      .verb("add",
            {"新建窗口账号，一次性密码只显示一次", "add one; the one-time password is shown once"},
            "partner account add hospital-1 hospital-1-window --site east")
      .argument("partner", about_partner)
      .argument("name",
                {"账号名，记入日志，不可更改", "name, as the journal will have it for ever"})
      .option("--site", {"所在服务点的代码", "code of the site where it is"})
      .runs([](Shell& shell, const Values& values) {
        json::object body{{"name", values["name"]}};
        put(body, "site", values.find("--site"));
        shell.print(
            shell.client().post(path_of({"v1", "partners", values["partner"], "accounts"}), body));
        return ExitCode::done;
      });
  account
      .verb("new-password",
            {"重置密码并移除动态口令", "a one-time password; takes the second factor away"},
            "partner account new-password hospital-1 12")
      .argument("partner", about_partner)
      .argument("id", about_account)
      .runs(post_step("password"));
  account.verb("disable", {"停用账号", "close one"}, "partner account disable hospital-1 12")
      .argument("partner", about_partner)
      .argument("id", about_account)
      .runs(post_step("disable"));
  account.verb("enable", {"重新启用账号", "open one again"}, "partner account enable hospital-1 12")
      .argument("partner", about_partner)
      .argument("id", about_account)
      .runs(post_step("enable"));
}

ExitCode add_key(Shell& shell, const Values& values) {
  json::object wanted;
  put(wanted, "label", values.find("--label"));
  if (!values.all("--scope").empty()) {
    wanted["scopes"] = boost::json::value_from(values.all("--scope"));
  }
  if (const auto file = values.find("--jwk")) wanted["jwk"] = jwk_in(*file);
  shell.print(add_partner_key(shell, values["partner"], wanted));
  return ExitCode::done;
}

void add_keys(Menu& partner) {
  Menu key = partner.noun("key", {"接口密钥", "API keys, and keys of its own"});
  key.verb("add", {"新建接口密钥，只显示一次", "a new API key, shown once"},
           "partner key add hospital-1 --label 门诊系统 --scope verify")
      .argument("partner", about_partner)
      .option("--label", {"用途", "what it is for"})
      .options("--scope", {"权限，可多次：verify、use、changes",
                           "what it may do, may be given again: verify, use, changes"})
      .option("--jwk", {"登记单位自己的公钥（JWK 文件）",
                        "register the public JWK in this file instead: a key of its own"})
      .runs(add_key);
  key.verb("revoke", {"吊销接口密钥", "take a key away"}, "partner key revoke hospital-1 3")
      .argument("partner", about_partner)
      .argument("id", {"密钥编号", "id of the key"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(
            path_of({"v1", "partners", values["partner"], "keys", values["id"], "revoke"})));
        return ExitCode::done;
      });
}

}  // namespace

json::object jwk_in(const std::string& file) {
  auto jwk = json::parse_object(read_file(file));
  if (!jwk) throw Stop(ExitCode::usage, file + ": no JSON object");
  return *std::move(jwk);
}

json::value add_partner_key(Shell& shell, const std::string& partner, const json::object& wanted) {
  return shell.client().post(path_of({"v1", "partners", partner, "keys"}), wanted);
}

void add_partner_part_commands(Menu& partner) {
  add_sites(partner);
  add_accounts(partner);
  add_keys(partner);
}

}  // namespace servicecard::cli
