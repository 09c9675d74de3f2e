#include "cli/commands/commands.h"

namespace servicecard::cli {
namespace {

ExitCode add(Shell& shell, const Values& values) {
  json::object body{{"enterprise", values["uscc"]},
                    {"name", values["name"]},
                    {"resident_id", values["resident-id"]},
                    {"role", values["--role"]}};
  put(body, "phone", values.find("--phone"));
  put(body, "contract_end", values.find("--contract-end"));
  shell.print(shell.client().post("/v1/people", body));
  return ExitCode::done;
}

ExitCode leave(Shell& shell, const Values& values) {
  json::object body{{"apply", values.has("--apply")}};
  put(body, "on", values.find("--on"));
  put(body, "note", values.find("--note"));
  const json::value report =
      shell.client().post(path_of({"v1", "people", values["id"], "leave"}), body);
  shell.print(report);
  if (!report.at("applied").as_bool()) {
    shell.remark({"未作任何更改；加 --apply 执行。", "Nothing was changed; add --apply."});
  }
  return ExitCode::done;
}

}  // namespace

void add_person_commands(Menu& program) {
  Menu person = program.noun("person", {"人员", "people of enterprises"});
  person.verb("list", {"列出人员", "list people"}, "person list --enterprise 91410329FAKE000136")
      .option("--query", {"姓名的一部分", "part of a name"})
      .option("--enterprise", {"所在企业代码", "of this enterprise"})
      .sorts({"entered", "name"})
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(
            values, "/v1/people",
            {{"q", values.find("--query")},
             {"enterprise", values.find("--enterprise")},
             {"sort", values.sort()}},
            {"id", "name", "resident_id_masked", "role", "enterprise", "card", "left_on"});
      });
  person.verb("show", {"查看人员", "show one"}, "person show 12")
      .argument("id", {"人员编号", "id of the person"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of({"v1", "people", values["id"]})));
        return ExitCode::done;
      });
  person
      .verb("reveal",
            {"查看完整的身份证号或电话，记入日志", "see what is masked; the journal keeps it"},
            "person reveal 12 --field phone --reason 来电核对")
      .argument("id", {"人员编号", "id of the person"})
      .required_choice("--field", {"身份证号或电话", "which"}, {"resident_id", "phone"})
      .required("--reason", {"理由", "why"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(
            path_of({"v1", "people", values["id"], "reveal"}),
            json::object{{"field", values["--field"]}, {"reason", values["--reason"]}}));
        return ExitCode::done;
      });
  person
      .verb("leave",
            {"离职：注销卡并退回在办申请；默认试算",
             "a person leaves: card and application go; a dry run by default"},
            "person leave 12 --on 2026-11-20 --note 企业来函 --apply")
      .argument("id", {"人员编号", "id of the person"})
      .option("--on", {"离职日，默认今天", "the last day there; today by default"})
      .option("--note", {"备注", "a note"})
      .flag("--apply", {"执行，而非试算", "do it, not a dry run"})
      .runs(leave);
  person
      .verb("add", {"登记人员，离职者重新登记", "add a person, or one who had left"},
            "person add 91410329FAKE000136 张三 410399197001010013 --role talent")
      .argument("uscc", {"企业代码", "code of the enterprise"})
      .argument("name", {"姓名", "name"})
      .argument("resident-id", {"居民身份证号", "resident ID"})
      .required_choice("--role", {"负责人或高层次人才", "principal or talent"},
                       {"principal", "talent"})
      .option("--phone", {"电话", "phone"})
      .option("--contract-end", {"合同到期日", "last day of the contract"})
      .runs(add);
}

}  // namespace servicecard::cli
