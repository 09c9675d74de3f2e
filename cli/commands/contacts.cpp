#include "cli/commands/commands.h"
#include "cli/render.h"

namespace servicecard::cli {
namespace {

const Bilingual about_enterprise{"企业代码", "code of the enterprise"};
const Bilingual about_contact{"联系人编号", "id of the contact"};

ExitCode list(Shell& shell, const Values& values) {
  const json::value shown = shell.client().get(path_of({"v1", "enterprises", values["uscc"]}));
  const json::array& contacts = shown.at("contacts").as_array();
  Console& console = shell.console();
  console.out << (console.output == Output::json
                      ? json::serialize(contacts) + '\n'
                      : render_list(contacts, {"id", "name", "duty", "phone_masked", "entered_by"},
                                    console.language));
  return ExitCode::done;
}

ExitCode add(Shell& shell, const Values& values) {
  json::object body{{"name", values["name"]}, {"phone", values["phone"]}};
  put(body, "duty", values.find("--duty"));
  shell.print(
      shell.client().post(path_of({"v1", "enterprises", values["uscc"], "contacts"}), body));
  return ExitCode::done;
}

ExitCode remove(Shell& shell, const Values& values) {
  shell.client().del(path_of({"v1", "enterprises", values["uscc"], "contacts", values["contact"]}));
  shell.remark({"联系人已移除。", "The contact is struck off."});
  return ExitCode::done;
}

ExitCode reveal(Shell& shell, const Values& values) {
  shell.print(shell.client().post(
      path_of({"v1", "enterprises", values["uscc"], "contacts", values["contact"], "reveal"}),
      json::object{{"reason", values["--reason"]}}));
  return ExitCode::done;
}

}  // namespace

void add_contact_commands(Menu& program) {
  Menu contact = program.noun("contact", {"企业联系人", "whom to call at an enterprise"});
  contact.verb("list", {"列出联系人", "list them"}, "contact list 91410329FAKE000136")
      .argument("uscc", about_enterprise)
      .runs(list);
  contact
      .verb("add", {"登记联系人", "record one"},
            "contact add 91410329FAKE000136 李示例 16100000001 --duty 人事经理")
      .argument("uscc", about_enterprise)
      .argument("name", {"姓名", "name"})
      .argument("phone", {"电话", "phone"})
      .option("--duty", {"职务", "what they do there"})
      .runs(add);
  contact.verb("remove", {"移除联系人", "strike one off"}, "contact remove 91410329FAKE000136 3")
      .argument("uscc", about_enterprise)
      .argument("contact", about_contact)
      .runs(remove);
  contact
      .verb("reveal", {"查看完整电话，记入日志", "see the phone in full; the journal keeps it"},
            "contact reveal 91410329FAKE000136 3 --reason 通知领卡")
      .argument("uscc", about_enterprise)
      .argument("contact", about_contact)
      .required("--reason", {"理由", "why"})
      .runs(reveal);
}

}  // namespace servicecard::cli
