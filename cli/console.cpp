#include "cli/console.h"

#include <ostream>

#include <fmt/format.h>

namespace servicecard::cli {
namespace {

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::green:
      return "\x1b[32m";
    case Colour::red:
      return "\x1b[31m";
    case Colour::amber:
      return "\x1b[33m";
    case Colour::bold:
      return "\x1b[1m";
  }
  return {};
}

}  // namespace

std::string Console::say(const Bilingual& text) const {
  return std::string(language == Language::zh ? text.zh : text.en);
}

std::string Console::in_colour(Colour colour, std::string_view text) const {
  return paint_text(paint, colour, text);
}

std::string paint_text(Paint paint, Colour colour, std::string_view text) {
  if (paint == Paint::plain) return std::string(text);
  return fmt::format("{}{}\x1b[0m", code_of(colour), text);
}

Language language_of_locale(std::string_view locale) {
  return locale.starts_with("en") ? Language::en : Language::zh;
}

void Progress::stage(const Bilingual& name) {
  finish();
  stage_ = console_.say(name);
  console_.err << stage_ << std::flush;
  open_ = true;
}

void Progress::step(std::size_t done, std::size_t all) {
  if (console_.err_paint == Paint::plain) return;
  console_.err << fmt::format("\r{} {}/{}", stage_, done, all) << std::flush;
  open_ = true;
}

void Progress::finish() {
  if (open_) console_.err << '\n' << std::flush;
  open_ = false;
}

}  // namespace servicecard::cli
