#include <optional>
#include <string>

#include "cardlib/credential/jws.h"
#include "cli/commands/commands.h"
#include "cli/commands/partner_parts.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

const Bilingual about_partner{"单位代号", "id of the partner"};

// What was agreed; `add` and `set` take it alike.
json::object terms_of(const Values& values) {
  json::object terms;
  put(terms, "contract_from", values.find("--from"));
  put(terms, "contract_until", values.find("--until"));
  if (const auto age = values.find("--max-age-seconds")) {
    terms["max_age_seconds"] = whole_number(*age, "--max-age-seconds");
  }
  return terms;
}

// CODE=NAME.
json::object site_of(const std::string& text) {
  const auto sign = text.find('=');
  if (sign == std::string::npos) {
    throw Stop(ExitCode::usage, "--site CODE=NAME: " + text);
  }
  return {{"code", text.substr(0, sign)}, {"name", text.substr(sign + 1)}};
}

// Of the root's key, by whose thumbprint the partner knows whom to trust.
std::string root_of(Client& client) {
  const auto list = client.accept(client.send(make_request(http::Method::get, "/trust-list")));
  const auto jws = parse_jws(list.body.view(), list.body.view().size());
  return jws && jws->kid ? *jws->kid : "";
}

// What the partner is told, so that its program can ask.
json::object connection(Shell& shell, const std::string& partner, const json::value& key) {
  Client client = shell.visitor();
  const json::value server = client.get("/.well-known/oauth-authorization-server");
  const std::string address(server.at("issuer").as_string());
  const bool by_secret = key.is_object() && key.as_object().contains("secret");
  json::object told{{"server", address},
                    {"partner", partner},
                    {"audience", address + "/partners/" + partner},
                    {"root", root_of(client)}};
  if (key.is_object()) told["key"] = key;
  if (key.is_object() && !by_secret) told["token_endpoint"] = server.at("token_endpoint");
  told["try"] = "curl -H 'Authorization: Bearer " +
                (by_secret ? std::string(key.at("secret").as_string()) : std::string("KEY")) +
                "' " + address + "/v1/counter";
  told["docs"] = "docs/integrate.md";
  return told;
}

// What is to be asked for with the partner; nothing where it gets no key yet.
std::optional<json::object> first_key(const Values& values) {
  if (const auto file = values.find("--jwk")) return json::object{{"jwk", jwk_in(*file)}};
  return values.has("--with-key") ? std::optional(json::object()) : std::nullopt;
}

ExitCode add(Shell& shell, const Values& values) {
  const std::string& id = values["partner"];
  json::object body = terms_of(values);
  body["id"] = id;
  body["name"] = values["name"];
  body["sector"] = values["--sector"];
  put(body, "uscc", values.find("--uscc"));
  if (values.has("--bound-only")) body["accepts_bearer"] = false;
  const auto wanted = first_key(values);  // before anything is done, whether all can be read
  json::array sites;
  for (const std::string& text : values.all("--site")) sites.push_back(site_of(text));
  json::value partner = shell.client().post("/v1/partners", body);
  for (const json::value& site : sites) {
    partner = shell.client().post(path_of({"v1", "partners", id, "sites"}), site);
  }
  const json::value key = wanted ? add_partner_key(shell, id, *wanted) : json::value(nullptr);
  json::object document = partner.as_object();
  document["connection"] = connection(shell, id, key);
  shell.print(document);
  return ExitCode::done;
}

ExitCode set(Shell& shell, const Values& values) {
  json::object body = terms_of(values);
  put(body, "name", values.find("--name"));
  if (values.has("--no-end")) body["contract_until"] = nullptr;
  if (values.has("--bound-only")) body["accepts_bearer"] = false;
  if (values.has("--any-token")) body["accepts_bearer"] = true;
  if (!values.all("--show").empty()) {
    body["shows"] = boost::json::value_from(values.all("--show"));
  }
  if (values.has("--show-nothing")) body["shows"] = json::array{};
  shell.print(shell.client().patch(path_of({"v1", "partners", values["partner"]}), body));
  return ExitCode::done;
}

void add_reading(Menu& partner) {
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
}

void add_adding(Menu& partner) {
  partner
      .verb("add",
            {"登记合作单位，并给出接入所需", "add a partner, and say what it needs to connect"},
            "partner add hospital-1 示例第一医院（虚构） --sector health --from 2025-01-01 "
            "--site east=东院区 --with-key")
      .argument("partner", about_partner)
      .argument("name", {"名称", "name"})
      .required_choice("--sector", {"领域", "its sector"}, {"health", "finance", "education"})
      .option("--uscc", {"统一社会信用代码", "unified social credit code"})
      .option("--from", {"签约自", "first day of the contract"})
      .option("--until", {"签约至", "last day of the contract"})
      .option("--max-age-seconds", {"状态数据时效（秒）", "how old status data may be"})
      .flag("--bound-only", {"只接受绑定持卡人密钥的凭证", "take tokens bound to a key alone"})
      .options("--site", {"服务点：代码=名称，可多次", "a site, CODE=NAME; may be given again"})
      .flag("--with-key", {"同时新建接口密钥，只显示一次", "an API key as well, shown once"})
      .option("--jwk",
              {"单位自己的公钥文件（JWK）", "file with the public JWK of a key of its own"})
      .runs(add);
}

void add_setting(Menu& partner) {
  partner
      .verb("set", {"修改合作约定", "change what is agreed"},
            "partner set hospital-1 --until 2027-12-31 --show number --show valid_until")
      .argument("partner", about_partner)
      .option("--name", {"名称", "name"})
      .option("--from", {"签约自", "first day of the contract"})
      .option("--until", {"签约至", "last day of the contract"})
      .flag("--no-end", {"合同不设结束日", "the contract has no last day"})
      .option("--max-age-seconds", {"状态数据时效（秒）", "how old status data may be"})
      .flag("--bound-only", {"只接受绑定持卡人密钥的凭证", "take tokens bound to a key alone"})
      .flag("--any-token", {"未绑定的凭证也接受", "take tokens without a holder's key too"})
      .options("--show", {"核验时显示的信息，可多次：number、holder_name、holder_id_last4、"
                          "enterprise_name、category、valid_until",
                          "what its verdicts show, may be given again: number, holder_name, "
                          "holder_id_last4, enterprise_name, category, valid_until"})
      .flag("--show-nothing", {"核验时不显示卡面信息", "its verdicts show nothing of a card"})
      .runs(set);
}

void add_suspending(Menu& partner) {
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
}

}  // namespace

void add_partner_commands(Menu& program) {
  Menu partner = program.noun("partner", {"合作单位", "partners: hospitals, banks, schools"});
  add_reading(partner);
  add_adding(partner);
  add_setting(partner);
  add_suspending(partner);
  add_partner_part_commands(partner);
}

}  // namespace servicecard::cli
