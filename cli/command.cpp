#include "cli/command.h"

#include <CLI/CLI.hpp>

namespace servicecard::cli {

Command::Command(CLI::App& app, Shell& shell) : app_(app), shell_(shell) {}

Command& Command::argument(const std::string& name, const Bilingual& about) {
  maybe_argument(name, about);
  app_.get_option(name)->required();
  return *this;
}

Command& Command::arguments(const std::string& name, const Bilingual& about) {
  app_.add_option(name, values_->texts[name], shell_.console().say(about))->required();
  return *this;
}

Command& Command::maybe_argument(const std::string& name, const Bilingual& about) {
  std::vector<std::string>& texts = values_->texts[name];
  app_.add_option_function<std::string>(
      name, [&texts](const std::string& text) { texts = {text}; }, shell_.console().say(about));
  return *this;
}

Command& Command::maybe_arguments(const std::string& name, const Bilingual& about) {
  app_.add_option(name, values_->texts[name], shell_.console().say(about));
  return *this;
}

Command& Command::option(const std::string& name, const Bilingual& about) {
  return maybe_argument(name, about);
}

Command& Command::options(const std::string& name, const Bilingual& about) {
  app_.add_option(name, values_->texts[name], shell_.console().say(about))->allow_extra_args(false);
  return *this;
}

Command& Command::required(const std::string& name, const Bilingual& about) {
  return argument(name, about);
}

Command& Command::choice(const std::string& name, const Bilingual& about,
                         const std::vector<std::string>& words) {
  maybe_argument(name, about);
  app_.get_option(name)->check(CLI::IsMember(words));
  return *this;
}

Command& Command::required_choice(const std::string& name, const Bilingual& about,
                                  const std::vector<std::string>& words) {
  choice(name, about, words);
  app_.get_option(name)->required();
  return *this;
}

Command& Command::flag(const std::string& name, const Bilingual& about) {
  app_.add_flag(name, values_->flags[name], shell_.console().say(about));
  return *this;
}

Command& Command::pages() {
  return flag("--all", {"取回全部页", "fetch every page"})
      .option("--limit", {"每页条数，1 至 200", "items a page, 1 to 200"})
      .option("--cursor", {"上一页给出的 next", "the `next` of the page before"});
}

Command& Command::sorts(const std::vector<std::string>& words) {
  return choice("--sort", {"排序，默认按录入先后", "sort by it; else as they were entered"}, words)
      .flag("--reverse", {"倒序", "the other way round"});
}

void Command::runs(Action action) {
  app_.callback([&shell = shell_, values = values_, action = std::move(action)] {
    shell.choose([values, action](Shell& chosen) { return action(chosen, *values); });
  });
}

Menu Menu::noun(const std::string& name, const Bilingual& about) {
  CLI::App* noun = app_.add_subcommand(name, shell_.console().say(about));
  noun->require_subcommand(1);
  return {*noun, shell_};
}

Command Menu::verb(const std::string& name, const Bilingual& about, const std::string& example) {
  CLI::App* verb = app_.add_subcommand(name, shell_.console().say(about));
  verb->footer(shell_.console().say({"例：", "Example:"}) + "\n  cardctl " + example);
  return {*verb, shell_};
}

}  // namespace servicecard::cli
