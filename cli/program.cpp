#include "cli/program.h"

#include <algorithm>
#include <exception>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands/commands.h"
#include "cli/completion.h"
#include "cli/shell.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

// Known before anything is parsed: help is written in it.
Language language_of(const std::vector<std::string>& arguments, const Environment& environment) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang=en") return Language::en;
    if (arguments[i] == "--lang=zh") return Language::zh;
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) {
      return arguments[i + 1] == "en" ? Language::en : Language::zh;
    }
  }
  return language_of_locale(environment.locale);
}

void declare_settings(CLI::App& program, Shell& shell, Console& console) {
  Settings& settings = shell.settings;
  auto* server = program.add_option("--server", settings.server,
                                    console.say({"服务器网址", "URL of the server"}));
  program
      .add_option("--data", settings.data,
                  console.say({"数据目录，在本进程内处理（无服务器占用时）",
                               "data directory, served in this process while no server holds it"}))
      ->excludes(server);
  program.add_option("--token-file", settings.token_file,
                     console.say({"令牌文件（0600）；或环境变量 CARDCTL_TOKEN",
                                  "file with the token (0600); or CARDCTL_TOKEN"}));
  program.add_option("--as", settings.as,
                     console.say({"以此人员身份操作，令牌须属于此人",
                                  "act as this actor, whose token it must be"}));
  program
      .add_option_function<std::string>(
          "--output",
          [&console](const std::string& word) {
            console.output = word == "json" ? Output::json : Output::table;
          },
          console.say({"输出格式", "form of the output"}))
      ->check(CLI::IsMember({"table", "json"}));
  program
      .add_option_function<std::string>(
          "--lang", [](const std::string&) {}, console.say({"语言", "language"}))
      ->check(CLI::IsMember({"zh", "en"}));
}

void declare_labels(CLI::App& program, const Console& console) {
  if (console.language == Language::en) return;
  program.group("命令");
  program.option_defaults()->group("选项");
  auto formatter = program.get_formatter();
  for (const auto& [label, zh] :
       {std::pair{"Usage", "用法"}, std::pair{"Options", "选项"}, std::pair{"OPTIONS", "选项"},
        std::pair{"Positionals", "参数"}, std::pair{"Subcommands", "命令"},
        std::pair{"SUBCOMMAND", "命令"}, std::pair{"REQUIRED", "必填"}}) {
    formatter->label(label, zh);
  }
}

// CLI11 makes a command's help flag before it hears of the group that options stand in.
void join_help_flags(CLI::App& command) {
  command.get_help_ptr()->group(command.option_defaults()->get_group());
  for (CLI::App* const inner : command.get_subcommands({})) join_help_flags(*inner);
}

void declare_commands(CLI::App& program, Shell& shell) {
  Menu menu(program, shell);
  add_sign_in_commands(menu);
  add_local_commands(menu);
  add_backup_commands(menu);
  add_enterprise_commands(menu);
  add_contact_commands(menu);
  add_person_commands(menu);
  add_application_commands(menu);
  add_queue_commands(menu);
  add_card_commands(menu);
  add_print_commands(menu);
  add_review_commands(menu);
  add_roster_commands(menu);
  add_partner_commands(menu);
  add_account_commands(menu);
  add_key_commands(menu);
  add_policy_commands(menu);
  add_imprint_commands(menu);
  add_alarm_commands(menu);
  add_journal_commands(menu);
  add_verify_command(menu);
  menu.noun("completion", {"命令补全", "shell completion"})
      .verb("bash", {"输出 bash 补全脚本", "print the completion script for bash"},
            "completion bash > /etc/bash_completion.d/cardctl")
      .runs([&program](Shell& chosen, const Values&) {
        chosen.console().out << bash_completion(program);
        return ExitCode::done;
      });
}

std::string complaint(const CLI::App& program, const CLI::ParseError& error,
                      const Console& console) {
  const std::vector<std::string> unknown = program.remaining(true);
  const bool no_command = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
  if (!no_command || unknown.empty()) return error.what();
  return console.say({"没有这个命令：", "no such command: "}) + unknown.front();
}

// Help that was asked for, or what is wrong with the command line.
ExitCode end_of_parsing(const CLI::App& program, const CLI::ParseError& error,
                        const Console& console) {
  if (error.get_exit_code() == 0) {
    (void)program.exit(error, console.out, console.err);
    return ExitCode::done;
  }
  console.err << "cardctl: " << complaint(program, error, console) << '\n'
              << console.say({"用 --help 查看用法。", "See --help."}) << '\n';
  return ExitCode::usage;
}

ExitCode stopped(const Stop& stop, const Console& console) {
  console.err << paint_text(console.err_paint, Colour::red, "cardctl") << ": " << stop.title()
              << '\n';
  if (!stop.detail().empty()) console.err << stop.detail() << '\n';
  return stop.code();
}

}  // namespace

ExitCode run(const std::vector<std::string>& arguments, const Environment& environment,
             Console console) {
  console.language = language_of(arguments, environment);
  Shell shell(console, environment);
  CLI::App program(console.say({"服务卡管理：名词在前，动词在后。",
                                "Service cards: a noun, then a "
                                "verb."}),
                   "cardctl");
  declare_labels(program, console);
  program.fallthrough();
  program.require_subcommand(1);
  program.set_help_flag("-h,--help", console.say({"显示帮助", "show help"}));
  program.footer(console.say({"例：", "Example:"}) +
                 "\n  cardctl card list --all --server http://127.0.0.1:8080");
  declare_settings(program, shell, console);
  declare_commands(program, shell);
  join_help_flags(program);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    program.parse(std::move(reversed));
    return shell.run();
  } catch (const CLI::ParseError& error) {
    return end_of_parsing(program, error, console);
  } catch (const Stop& stop) {
    return stopped(stop, console);
  } catch (const std::exception& error) {
    return stopped(Stop(ExitCode::failure, error.what()), console);
  }
}

}  // namespace servicecard::cli
