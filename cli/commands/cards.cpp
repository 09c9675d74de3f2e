#include <ostream>

#include "cli/commands/batch.h"
#include "cli/commands/card_uses.h"
#include "cli/commands/commands.h"
#include "cli/commands/revocations.h"
#include "cli/files.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

const Bilingual about_number{"卡号", "card number"};
const std::vector<std::string> states{"prepared", "active",     "lost",    "suspended",
                                      "revoked",  "superseded", "expired", "voided"};
const std::vector<std::string> print_states{"none", "waiting", "ready", "printed", "handed_over"};

std::string path_of_card(const Values& values, const std::string& what) {
  return path_of({"v1", "cards", values["number"], what});
}

// An act on one card with an optional note.
Command::Action act(const std::string& name) {
  return [name](Shell& shell, const Values& values) {
    json::object body;
    put(body, "note", values.find("--note"));
    shell.print(shell.client().post(path_of_card(values, name), body));
    return ExitCode::done;
  };
}

ExitCode suspend(Shell& shell, const Values& values) {
  shell.print(shell.client().post(path_of_card(values, "suspend"),
                                  json::object{{"reason", values["--reason"]}}));
  return ExitCode::done;
}

ExitCode hand_over(Shell& shell, const Values& values) {
  json::object body{{"to", values["--to"]}};
  put(body, "note", values.find("--note"));
  shell.print(shell.client().post(path_of_card(values, "handover"), body));
  return ExitCode::done;
}

ExitCode issue(Shell& shell, const Values& values) {
  std::vector<std::string> ids = values.all("application");
  if (values.has("--approved")) {
    for (const auto& item : shell.client().all("/v1/applications", {{"state", "approved"}})) {
      ids.push_back(std::to_string(item.at("id").to_number<std::int64_t>()));
    }
  }
  if (ids.empty()) {
    throw Stop(ExitCode::usage, shell.console().say({"请给出申请编号，或 --approved",
                                                     "Name applications, or give --approved"}));
  }
  return run_batch(shell, "/v1/applications/issue", ids);
}

// To the file that was named, or to standard output.
void write_out(Shell& shell, const Values& values, std::string_view content) {
  if (const auto file = values.find("-o")) {
    write_file(*file, content);
  } else {
    shell.console().out << content << std::flush;
  }
}

ExitCode qr(Shell& shell, const Values& values) {
  if (values.has("--png") && values.has("--svg")) {
    throw Stop(ExitCode::usage,
               shell.console().say({"--png 与 --svg 只能给一个", "Give one of --png and --svg"}));
  }
  http::Request request = make_request(http::Method::get, path_of_card(values, "qr"));
  request.headers.set("Accept", values.has("--png") ? "image/png" : "image/svg+xml");
  write_out(shell, values, shell.client().send(std::move(request)).body.view());
  return ExitCode::done;
}

ExitCode token(Shell& shell, const Values& values) {
  const bool wallet = values["--kind"] == "wallet";
  http::Request request = make_request(
      http::Method::get, path_of_card(values, wallet ? "wallet-token" : "printed-token"));
  const http::Response response = shell.client().send(std::move(request));
  write_out(shell, values, std::string(response.body.view()) + '\n');
  return ExitCode::done;
}

void add_reading(Menu& card) {
  card.verb("list", {"列出服务卡", "list cards"}, "card list --state active --all --output json")
      .choice("--state", {"状态", "in this state"}, states)
      .option("--enterprise", {"企业代码", "of this enterprise"})
      .choice("--print", {"印制状态", "this far on its way to the holder's hand"}, print_states)
      .option("--query", {"姓名或卡号的一部分", "part of a name or number"})
      .option("--valid-until", {"在该日或更早到期，如 2027-04-30",
                                "whose last day is that or an earlier one, as 2027-04-30"})
      .option("--expiring-by",
              {"在该日或更早到期、尚未换证的有效卡", "in force, unrenewed, and over by that day"})
      .sorts({"entered", "valid_until", "changed_at"})
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, "/v1/cards",
                                {{"state", values.find("--state")},
                                 {"enterprise", values.find("--enterprise")},
                                 {"print", values.find("--print")},
                                 {"q", values.find("--query")},
                                 {"valid_until", values.find("--valid-until")},
                                 {"expiring_by", values.find("--expiring-by")},
                                 {"sort", values.sort()}},
                                {"number", "state", "name", "category", "enterprise_name",
                                 "valid_until", "print.state"});
      });
  card.verb("show", {"查看卡：凭证与经过", "one, with credentials and history"},
            "card show YC26-00017-2")
      .argument("number", about_number)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of({"v1", "cards", values["number"]})));
        return ExitCode::done;
      });
  card.verb("qr", {"印刷用二维码", "the QR code to print"},
            "card qr YC26-00017-2 --png -o card.png")
      .argument("number", about_number)
      .flag("--png", {"PNG 图像", "as PNG"})
      .flag("--svg", {"SVG 图像（默认）", "as SVG (the default)"})
      .option("-o", {"写入文件", "write to this file"})
      .runs(qr);
  card.verb("token", {"凭证文本", "a credential as text"}, "card token YC26-00017-2 --kind printed")
      .argument("number", about_number)
      .required_choice("--kind", {"哪一种", "which"}, {"wallet", "printed"})
      .option("-o", {"写入文件", "write to this file"})
      .runs(token);
}

}  // namespace

void add_card_commands(Menu& program) {
  Menu card = program.noun("card", {"服务卡", "cards"});
  add_reading(card);
  card.verb("issue", {"为已审批的申请发卡", "issue cards for approved applications"},
            "card issue --approved --as approver --token-file approver.token")
      .maybe_arguments("application", {"申请编号", "ids of applications"})
      .flag("--approved", {"全部已审批的申请", "all that are approved"})
      .runs(issue);
  card.verb("suspend", {"暂停", "suspend, with a reason"},
            "card suspend YC26-00017-2 --reason 核实中")
      .argument("number", about_number)
      .required("--reason", {"原因", "the reason"})
      .runs(suspend);
  card.verb("reinstate", {"恢复", "end a loss report or a suspension"},
            "card reinstate YC26-00017-2")
      .argument("number", about_number)
      .option("--note", {"备注", "a note"})
      .runs(act("reinstate"));
  card.verb("report-lost", {"挂失，立即生效", "report lost; at once"},
            "card report-lost YC26-00017-2")
      .argument("number", about_number)
      .option("--note", {"备注", "a note"})
      .runs(act("report-lost"));
  card.verb("replace", {"换发、补办：新卡号，旧卡作废", "a new card; the old one is superseded"},
            "card replace YC26-00017-2")
      .argument("number", about_number)
      .option("--note", {"备注", "a note"})
      .runs(act("replace"));
  card.verb("handover", {"登记领取", "record to whom a printed card is given"},
            "card handover YC26-00017-2 --to 王示例")
      .argument("number", about_number)
      .required("--to", {"领取人", "who takes it"})
      .option("--note", {"备注，如代领", "a note"})
      .runs(hand_over);
  add_revoke_command(card);
  add_card_use_commands(card);
}

}  // namespace servicecard::cli
