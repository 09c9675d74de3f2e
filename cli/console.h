#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "cardlib/identity/bilingual.h"
#include "server/http/problem.h"

namespace servicecard::cli {

using http::Language;

enum class Output : std::uint8_t { table, json };
enum class Paint : std::uint8_t { plain, colours };
enum class Colour : std::uint8_t { green, red, amber, bold };

/// Where a command reads and writes, and for whom.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Language language = Language::zh;
  Output output = Output::table;
  Paint paint = Paint::plain;      ///< of `out`
  Paint err_paint = Paint::plain;  ///< of `err`, where progress may rewrite its line, too

  /// The text in the user's language.
  [[nodiscard]] std::string say(const Bilingual& text) const;
  /// The text between the codes of a colour, where `out` is a terminal.
  [[nodiscard]] std::string in_colour(Colour colour, std::string_view text) const;
};

/// The codes that a terminal colours a text by.
[[nodiscard]] std::string paint_text(Paint paint, Colour colour, std::string_view text);

/// The language of a locale's name (`zh_CN.UTF-8`, `en_GB`); Chinese where it does not say.
[[nodiscard]] Language language_of_locale(std::string_view locale);

/// Tells on standard error how far a long work is: one line that is rewritten on a terminal, a line
/// for every stage elsewhere.
class Progress {
 public:
  explicit Progress(const Console& console) : console_(console) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { finish(); }

  void stage(const Bilingual& name);
  void step(std::size_t done, std::size_t all);
  void finish();

 private:
  const Console& console_;
  std::string stage_;
  bool open_ = false;  // a line that is not ended yet
};

}  // namespace servicecard::cli
