#include "cli/commands/revocations.h"

#include <ostream>
#include <sstream>

#include "cardlib/codec/ascii.h"
#include "cardlib/lifecycle/reason_code.h"
#include "cli/files.h"
#include "cli/render.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

// One card number a line; empty lines and what follows a '#' are for people.
json::array numbers_in(const std::string& file) {
  json::array numbers;
  std::istringstream lines(read_file(file));
  for (std::string line; std::getline(lines, line);) {
    line.erase(std::min(line.find('#'), line.size()));
    const std::string_view number = ascii::trimmed(line);
    if (!number.empty()) numbers.emplace_back(number);
  }
  return numbers;
}

ExitCode revoke_one(Shell& shell, const Values& values) {
  json::object body{{"reason_code", values["--reason"]}};
  put(body, "note", values.find("--note"));
  shell.print(shell.client().post(path_of({"v1", "cards", values["number"], "revoke"}), body));
  return ExitCode::done;
}

ExitCode revoke_many(Shell& shell, const Values& values) {
  json::object body{{"reason_code", values["--reason"]}, {"apply", values.has("--apply")}};
  put(body, "enterprise", values.find("--enterprise"));
  put(body, "key", values.find("--key"));
  put(body, "note", values.find("--note"));
  if (const auto file = values.find("--file")) body["cards"] = numbers_in(*file);
  const json::value report = shell.client().post("/v1/cards/revocations", body);
  const bool applied = report.at("applied").as_bool();
  Console& console = shell.console();
  if (console.output == Output::json) {
    shell.print(report);
  } else {
    console.out << render_list(report.at("cards").as_array(), {"number", "state", "action", "why"},
                               console.language)
                << console.say(applied ? Bilingual{"已注销 ", "revoked: "}
                                       : Bilingual{"将注销 ", "to revoke: "})
                << report.at("revoked")
                << console.say(applied ? Bilingual{"，已跳过 ", ", skipped: "}
                                       : Bilingual{"，将跳过 ", ", to skip: "})
                << report.at("skipped") << '\n';
  }
  if (!applied) {
    shell.remark({"未作任何更改；加 --apply 执行。", "Nothing was changed; add --apply."});
  }
  return ExitCode::done;
}

ExitCode revoke(Shell& shell, const Values& values) {
  int ways = 0;
  for (const char* way : {"number", "--enterprise", "--file", "--key"}) {
    if (values.find(way)) ++ways;
  }
  if (ways != 1) {
    throw Stop(ExitCode::usage,
               shell.console().say({"请给出一个卡号，或 --enterprise、--file、--key 之一",
                                    "Give a card number, or one of --enterprise, --file, --key"}));
  }
  return values.find("number") ? revoke_one(shell, values) : revoke_many(shell, values);
}

}  // namespace

std::vector<std::string> reason_codes() {
  std::vector<std::string> words;
  words.reserve(all_reason_codes.size());
  for (const ReasonCode reason : all_reason_codes) words.emplace_back(to_string(reason));
  return words;
}

void add_revoke_command(Menu& card) {
  card.verb("revoke",
            {"注销（终结）：单张即时；成批先试算",
             "take away for good: one at once, many as a dry run"},
            "card revoke --enterprise 91410329FAKE000136 --reason delisted --apply")
      .maybe_argument("number", {"卡号", "card number"})
      .option("--enterprise", {"该企业全部卡", "all of an enterprise"})
      .option("--file", {"文件，每行一个卡号", "a file, one number a line"})
      .option("--key", {"该密钥签发的全部卡", "all that this key signed"})
      .required_choice("--reason", {"原因代码", "reason code"}, reason_codes())
      .option("--note", {"备注", "a note"})
      .flag("--apply", {"执行，而非试算", "do it, not a dry run"})
      .runs(revoke);
}

}  // namespace servicecard::cli
