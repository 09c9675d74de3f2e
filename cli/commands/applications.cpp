#include <algorithm>

#include "cli/commands/batch.h"
#include "cli/commands/commands.h"
#include "cli/render.h"

namespace servicecard::cli {
namespace {

const Bilingual about_id{"申请编号", "id of the application"};
const std::vector<std::string> states{"draft",  "submitted", "checked", "approved",
                                      "issued", "returned",  "rejected"};

ExitCode add(Shell& shell, const Values& values) {
  json::object body;
  if (const auto person = values.find("person")) body["person"] = whole_number(*person, "person");
  put(body, "renews", values.find("--renews"));
  put(body, "note", values.find("--note"));
  json::array evidence;
  for (const std::string& reference : values.all("--evidence")) evidence.emplace_back(reference);
  if (!evidence.empty()) body["evidence"] = std::move(evidence);
  shell.print(shell.client().post("/v1/applications", body));
  return ExitCode::done;
}

// A step of each application that is named; the first refusal ends it.
Command::Action step(const std::string& name) {
  return [name](Shell& shell, const Values& values) {
    for (const std::string& id : values.all("id")) {
      shell.print(shell.client().post(path_of({"v1", "applications", id, name})));
    }
    return ExitCode::done;
  };
}

Command::Action refusal(const std::string& name) {
  return [name](Shell& shell, const Values& values) {
    shell.print(shell.client().post(path_of({"v1", "applications", values["id"], name}),
                                    json::object{{"reason", values["--reason"]}}));
    return ExitCode::done;
  };
}

void add_steps(Menu& application) {
  application.verb("submit", {"提交申请", "hand applications in"}, "application submit 3 4")
      .arguments("id", about_id)
      .runs(step("submit"));
  application
      .verb("check", {"审核（第一人），存档资格认定", "the first person's look"},
            "application check 3 4 --as clerk-2 --token-file clerk-2.token")
      .arguments("id", about_id)
      .runs(step("check"));
  application
      .verb("approve", {"审批（第二人），可成批", "the second person's word, for several at once"},
            "application approve 3 4 5 --as approver --token-file approver.token")
      .arguments("id", about_id)
      .runs([](Shell& shell, const Values& values) {
        return run_batch(shell, "/v1/applications/approve", values.all("id"));
      });
  application
      .verb("return", {"补正：退给起草人", "send back for more material"},
            "application return 3 --reason 缺完税证明")
      .argument("id", about_id)
      .required("--reason", {"原因", "the reason"})
      .runs(refusal("return"));
  application
      .verb("reject", {"退回：终结", "refuse for good"}, "application reject 3 --reason 不符合条件")
      .argument("id", about_id)
      .required("--reason", {"原因", "the reason"})
      .runs(refusal("reject"));
}

}  // namespace

ExitCode run_batch(Shell& shell, const std::string& path, const std::vector<std::string>& ids) {
  json::array applications;
  for (const std::string& id : ids) applications.emplace_back(whole_number(id, "id"));
  const json::value report =
      shell.client().post(path, json::object{{"applications", std::move(applications)}});
  const json::array& results = report.at("results").as_array();
  Console& console = shell.console();
  if (console.output == Output::json) {
    shell.print(report);
  } else {
    console.out << render_list(results, {"application", "ok", "card", "problem", "detail"},
                               console.language);
  }
  const bool all_done = std::ranges::all_of(
      results, [](const json::value& result) { return result.at("ok").as_bool(); });
  return all_done ? ExitCode::done : ExitCode::refused;
}

void add_application_commands(Menu& program) {
  Menu application = program.noun("application", {"申请", "applications for cards"});
  application.verb("list", {"列出申请", "list applications"}, "application list --state checked")
      .choice("--state", {"状态", "in this state"}, states)
      .option("--enterprise", {"企业代码", "of this enterprise"})
      .sorts({"entered", "changed_at"})
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, "/v1/applications",
                                {{"state", values.find("--state")},
                                 {"enterprise", values.find("--enterprise")},
                                 {"sort", values.sort()}},
                                {"id", "state", "name", "enterprise_name", "category", "card"});
      });
  application.verb("show", {"查看申请", "show one"}, "application show 3")
      .argument("id", about_id)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of({"v1", "applications", values["id"]})));
        return ExitCode::done;
      });
  application
      .verb("add", {"起草申请：新办或换证", "draft an application: for a first card, or a renewal"},
            "application add 12 --evidence 劳动合同-2025-012")
      .maybe_argument("person", {"人员编号", "id of the person"})
      .option("--renews",
              {"要换证的卡号，不给人员编号", "number of the card to renew, not a person"})
      .option("--note", {"备注", "a note"})
      .options("--evidence", {"佐证材料，可多次给出", "a document; may be given again"})
      .runs(add);
  add_steps(application);
}

}  // namespace servicecard::cli
