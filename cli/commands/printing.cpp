#include "cli/commands/printing.h"

#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

json::array numbers_of(Shell& shell, const Values& values) {
  json::array numbers;
  for (const std::string& number : values.all("number")) numbers.emplace_back(number);
  if (const auto enterprise = values.find("--enterprise")) {
    for (const auto& card :
         shell.client().all("/v1/cards", {{"state", "active"}, {"enterprise", *enterprise}})) {
      numbers.emplace_back(card.at("number").as_string());
    }
  }
  if (numbers.empty()) {
    throw Stop(ExitCode::usage,
               shell.console().say({"没有要印刷的卡：请给出卡号，或 --enterprise",
                                    "No card to print: name cards, or give --enterprise"}));
  }
  return numbers;
}

ExitCode print(Shell& shell, const Values& values) {
  json::object body{{"cards", numbers_of(shell, values)}};
  put(body, "paper", values.find("--paper"));
  const auto count = body.at("cards").as_array().size();
  http::Request request = make_request(http::Method::post, "/v1/cards/print");
  request.headers.set("Content-Type", "application/json");
  request.body = json::serialize(body);
  write_file(values["-o"], shell.client().send(std::move(request)).body.view());
  const std::string size = std::to_string(count);
  shell.remark({"印样已逐张核对，写入 " + values["-o"] + "：" + size + " 张卡",
                "Each card was proven; " + size + " in " + values["-o"]});
  return ExitCode::done;
}

ExitCode set_imprint(Shell& shell, const Values& values) {
  json::object body{{"scheme_zh", values["--scheme"]},
                    {"scheme_en", values["--scheme-en"]},
                    {"issuer", values["--issuer"]}};
  put(body, "hotline", values.find("--hotline"));
  shell.print(shell.client().put("/v1/imprint", body));
  return ExitCode::done;
}

}  // namespace

void add_print_command(Menu& card) {
  card.verb("print", {"印刷卡面 PDF，逐张打样核对二维码", "cards as PDF, each proven first"},
            "card print YC26-00017-2 --paper a4 -o cards.pdf")
      .maybe_arguments("number", {"卡号", "card numbers"})
      .option("--enterprise", {"该企业全部有效卡", "all active cards of an enterprise"})
      .choice("--paper",
              {"card：每面一页；a4：每张十卡，带裁切线", "card: a page a face; a4: ten a sheet"},
              {"card", "a4"})
      .required("-o", {"写入文件", "write to this file"})
      .runs(print);
}

void add_imprint_commands(Menu& program) {
  Menu imprint = program.noun("imprint", {"卡面上的发卡机构", "what cards say of the county"});
  imprint.verb("show", {"查看", "show it"}, "imprint show").runs([](Shell& shell, const Values&) {
    shell.print(shell.client().get("/v1/imprint"));
    return ExitCode::done;
  });
  imprint
      .verb("set", {"设定", "change it, for cards printed from now on"},
            "imprint set --scheme 服务卡 --scheme-en \"Service Card\" --issuer 企业服务中心")
      .required("--scheme", {"卡名（中文）", "name of the card in Chinese"})
      .required("--scheme-en", {"卡名（英文）", "and in English"})
      .required("--issuer", {"发卡机构", "who issues it"})
      .option("--hotline", {"服务热线", "telephone number"})
      .runs(set_imprint);
}

}  // namespace servicecard::cli
