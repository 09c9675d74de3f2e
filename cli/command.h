#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/identity/bilingual.h"
#include "cli/exit_code.h"
#include "cli/shell.h"
#include "cli/values.h"

namespace CLI {
class App;
}

namespace servicecard::cli {

/// One verb: what it takes, and what it does.
class Command {
 public:
  using Action = std::function<ExitCode(Shell&, const Values&)>;

  Command(CLI::App& app, Shell& shell);

  Command& argument(const std::string& name, const Bilingual& about);
  /// One or more.
  Command& arguments(const std::string& name, const Bilingual& about);
  Command& maybe_argument(const std::string& name, const Bilingual& about);
  Command& maybe_arguments(const std::string& name, const Bilingual& about);
  Command& option(const std::string& name, const Bilingual& about);
  /// May be given more than once.
  Command& options(const std::string& name, const Bilingual& about);
  Command& required(const std::string& name, const Bilingual& about);
  Command& choice(const std::string& name, const Bilingual& about,
                  const std::vector<std::string>& words);
  Command& required_choice(const std::string& name, const Bilingual& about,
                           const std::vector<std::string>& words);
  Command& flag(const std::string& name, const Bilingual& about);
  /// `--all`, `--limit` and `--cursor` of a list.
  Command& pages();
  /// `--sort` by one of those words, and `--reverse`.
  Command& sorts(const std::vector<std::string>& words);

  /// The action becomes the one that the program runs, if this is the verb of the command line.
  void runs(Action action);

 private:
  CLI::App& app_;
  Shell& shell_;
  std::shared_ptr<Values> values_ = std::make_shared<Values>();
};

/// A noun with its verbs, or the program with its nouns.
class Menu {
 public:
  Menu(CLI::App& app, Shell& shell) : app_(app), shell_(shell) {}

  [[nodiscard]] Menu noun(const std::string& name, const Bilingual& about);
  /// `example` is what stands after "cardctl" in the help.
  [[nodiscard]] Command verb(const std::string& name, const Bilingual& about,
                             const std::string& example);

 private:
  CLI::App& app_;
  Shell& shell_;
};

}  // namespace servicecard::cli
