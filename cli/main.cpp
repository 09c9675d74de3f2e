#include <cstdlib>
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

servicecard::cli::Paint paint_of(int descriptor) {
  const bool colours = isatty(descriptor) != 0 && std::getenv("NO_COLOR") == nullptr;
  return colours ? servicecard::cli::Paint::colours : servicecard::cli::Paint::plain;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace servicecard::cli;
  Environment environment{.locale = locale()};
  if (const char* token = std::getenv("CARDCTL_TOKEN")) environment.token = token;
  const Console console{.in = std::cin,
                        .out = std::cout,
                        .err = std::cerr,
                        .paint = paint_of(STDOUT_FILENO),
                        .err_paint = paint_of(STDERR_FILENO)};
  return static_cast<int>(run({argv + 1, argv + argc}, environment, console));
}
