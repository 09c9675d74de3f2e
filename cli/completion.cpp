#include "cli/completion.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace servicecard::cli {
namespace {

// One line a place: the words typed so far, and those that may follow.
void add_places(const CLI::App& app, const std::string& place, std::string& lines) {
  std::string words;
  for (const CLI::App* verb : app.get_subcommands({})) words += ' ' + verb->get_name();
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words += " --" + name;
  }
  lines += fmt::format("  [\"{}\"]=\"{}\"\n", place, words.empty() ? words : words.substr(1));
  for (const CLI::App* verb : app.get_subcommands({})) {
    add_places(*verb, place + '/' + verb->get_name(), lines);
  }
}

constexpr auto script = R"(# bash completion of cardctl
declare -A _cardctl_words=(
{})
_cardctl() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} place=cardctl word
  case $before in
    --output) COMPREPLY=($(compgen -W "table json" -- "$current")); return ;;
    --lang) COMPREPLY=($(compgen -W "zh en" -- "$current")); return ;;
    --data | --root-folder) COMPREPLY=($(compgen -d -- "$current")); return ;;
    --token-file | --file | --pack | --root | --state | --image | -o)
      COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    [[ -n ${{_cardctl_words["$place/$word"]+known}} ]] && place="$place/$word"
  done
  local words=${{_cardctl_words["$place"]}}
  [[ $current != -* ]] || words+=" ${{_cardctl_words[cardctl]}}"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _cardctl cardctl
)";

}  // namespace

std::string bash_completion(const CLI::App& program) {
  std::string lines;
  add_places(program, "cardctl", lines);
  return fmt::format(script, lines);
}

}  // namespace servicecard::cli
