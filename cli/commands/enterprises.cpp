#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/revocations.h"
#include "cli/render.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

const Bilingual about_uscc{"统一社会信用代码", "unified social credit code"};
const std::vector<std::string> kinds{"key",       "high_growth", "listed",
                                     "high_tech", "tech_sme",    "srdi"};

ExitCode list(Shell& shell, const Values& values) {
  return shell.print_list(values, "/v1/enterprises",
                          {{"q", values.find("--query")},
                           {"designation", values.find("--designation")},
                           {"sort", values.sort()}},
                          {"uscc", "name", "designations", "credit_status"});
}

ExitCode add(Shell& shell, const Values& values) {
  json::object body{{"uscc", values["uscc"]}, {"name", values["name"]}};
  put(body, "credit_status", values.find("--credit"));
  shell.print(shell.client().post("/v1/enterprises", body));
  return ExitCode::done;
}

ExitCode designate(Shell& shell, const Values& values) {
  json::object body{
      {"kind", values["kind"]}, {"from", values["--from"]}, {"source", values["--source"]}};
  put(body, "until", values.find("--until"));
  shell.print(
      shell.client().post(path_of({"v1", "enterprises", values["uscc"], "designations"}), body));
  return ExitCode::done;
}

ExitCode enter_tax(Shell& shell, const Values& values) {
  const auto fen = values.find("--fen");
  const auto wan = values.find("--wan");
  if (fen.has_value() == wan.has_value()) {
    throw Stop(ExitCode::usage, shell.console().say({"--fen 与 --wan 须给且只给一个",
                                                     "Give one of --fen and --wan"}));
  }
  json::object body{{"year", whole_number(values["year"], "year")},
                    {"basis", values.find("--basis").value_or("paid")},
                    {"source", values["--source"]}};
  if (fen) body["amount_fen"] = whole_number(*fen, "--fen");
  put(body, "amount_wan", wan);
  shell.print(
      shell.client().post(path_of({"v1", "enterprises", values["uscc"], "tax-records"}), body));
  return ExitCode::done;
}

void print_cards(Console& console, const json::value& report) {
  console.out << console.say({"资格认定：", "decision: "})
              << cell_of("verdict", report.at("before").at("verdict"), console.language) << " → "
              << cell_of("verdict", report.at("after").at("verdict"), console.language) << '\n'
              << render_list(report.at("cards").as_array(),
                             {"number", "name", "state", "action", "why"}, console.language)
              << console.say({"注销 ", "revoke: "}) << report.at("revoked")
              << console.say({"，保留 ", ", keep: "}) << report.at("kept") << '\n';
}

ExitCode lose_ground(Shell& shell, const Values& values) {
  json::object body{{"apply", values.has("--apply")}};
  if (const auto id = values.find("--designation")) {
    body["designation"] = whole_number(*id, "--designation");
  }
  put(body, "until", values.find("--until"));
  if (values.has("--dishonest")) body["credit_status"] = "dishonest";
  put(body, "reason_code", values.find("--reason"));
  put(body, "note", values.find("--note"));
  const json::value report =
      shell.client().post(path_of({"v1", "enterprises", values["uscc"], "losses"}), body);
  if (shell.console().output == Output::json) {
    shell.print(report);
  } else {
    print_cards(shell.console(), report);
  }
  if (!report.at("applied").as_bool()) {
    shell.remark({"未作任何更改；加 --apply 执行。", "Nothing was changed; add --apply."});
  }
  return ExitCode::done;
}

void add_loss(Menu& enterprise) {
  enterprise
      .verb("loss",
            {"失去一项依据：不再符合条件时注销其卡；默认试算",
             "it loses a ground: its cards go where none is left; a dry run by default"},
            "enterprise loss 91410329FAKE000136 --designation 1 --until 2026-10-31 --apply")
      .argument("uscc", about_uscc)
      .option("--designation", {"终止的认定编号", "id of the designation that ends"})
      .option("--until", {"该认定的截止日", "its last day"})
      .flag("--dishonest", {"列为失信", "its credit becomes dishonest"})
      .choice("--reason", {"原因代码，默认由系统判定", "reason code; by what was lost by default"},
              reason_codes())
      .option("--note", {"备注", "a note"})
      .flag("--apply", {"执行，而非试算", "do it, not a dry run"})
      .runs(lose_ground);
}

void add_tax(Menu& enterprise) {
  enterprise
      .verb("tax", {"录入纳税额，待他人确认", "record a year's tax, for another to confirm"},
            "enterprise tax 91410329FAKE000136 2025 --fen 300000001 --source 完税证明")
      .argument("uscc", about_uscc)
      .argument("year", {"年度", "year"})
      .option("--fen", {"税额（分）", "amount in fen"})
      .option("--wan", {"税额（万元，两位小数）", "amount in 10,000 yuan, two decimals"})
      .choice("--basis", {"口径：入库或申报", "paid or declared"}, {"paid", "declared"})
      .required("--source", {"依据文件", "the document it rests on"})
      .runs(enter_tax);
  enterprise
      .verb("confirm", {"确认他人录入的纳税额", "confirm an amount that another entered"},
            "enterprise confirm 91410329FAKE000136 7")
      .argument("uscc", about_uscc)
      .argument("record", {"纳税记录编号", "id of the tax record"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of(
            {"v1", "enterprises", values["uscc"], "tax-records", values["record"], "confirm"})));
        return ExitCode::done;
      });
}

}  // namespace

void add_enterprise_commands(Menu& program) {
  Menu enterprise = program.noun("enterprise", {"企业", "enterprises"});
  enterprise
      .verb("list", {"列出企业", "list enterprises"}, "enterprise list --designation key --all")
      .option("--query", {"名称或代码的一部分", "part of a name or code"})
      .choice("--designation", {"持有此认定", "that hold this designation"}, kinds)
      .sorts({"entered", "name", "uscc"})
      .pages()
      .runs(list);
  enterprise
      .verb("show", {"查看企业：认定、纳税、资格、名额", "one, with grounds, decision and quota"},
            "enterprise show 91410329FAKE000136")
      .argument("uscc", about_uscc)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of({"v1", "enterprises", values["uscc"]})));
        return ExitCode::done;
      });
  enterprise
      .verb("add", {"登记企业", "add an enterprise"},
            "enterprise add 91410329FAKE000136 伊川示例壹号耐材有限公司（虚构）")
      .argument("uscc", about_uscc)
      .argument("name", {"名称", "name"})
      .choice("--credit", {"信用状况", "credit status"}, {"unknown", "good", "dishonest"})
      .runs(add);
  enterprise
      .verb("designate", {"登记认定", "record a designation"},
            "enterprise designate 91410329FAKE000136 key --from 2025-01-01 --source 示范文件")
      .argument("uscc", about_uscc)
      .argument("kind", {"种类：key、high_growth……", "its kind: key, high_growth, …"})
      .required("--from", {"起始日", "first day"})
      .option("--until", {"截止日", "last day"})
      .required("--source", {"依据文件", "the document it rests on"})
      .runs(designate);
  add_loss(enterprise);
  add_tax(enterprise);
}

}  // namespace servicecard::cli
