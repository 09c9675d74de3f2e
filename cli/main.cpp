#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <unistd.h>

#include "cli/program.h"

namespace {

std::string locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

// As the XDG Base Directory Specification has it: an absolute path, or it does not count.
std::filesystem::path config_home() {
  const char* const named = std::getenv("XDG_CONFIG_HOME");
  if (named != nullptr && std::filesystem::path(named).is_absolute()) return named;
  const char* const home = std::getenv("HOME");
  return home == nullptr ? std::filesystem::path() : std::filesystem::path(home) / ".config";
}

servicecard::cli::Paint paint_of(int descriptor) {
  const bool colours = isatty(descriptor) != 0 && std::getenv("NO_COLOR") == nullptr;
  return colours ? servicecard::cli::Paint::colours : servicecard::cli::Paint::plain;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace servicecard::cli;
  Environment environment{.locale = locale(), .config_home = config_home()};
  if (const char* token = std::getenv("CARDCTL_TOKEN")) environment.token = token;
  const Console console{.in = std::cin,
                        .out = std::cout,
                        .err = std::cerr,
                        .paint = paint_of(STDOUT_FILENO),
                        .err_paint = paint_of(STDERR_FILENO)};
  return static_cast<int>(run({argv + 1, argv + argc}, environment, console));
}
