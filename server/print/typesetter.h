#pragma once

#include <cairo.h>
#include <cstdint>
#include <expected>
#include <string>

#include "server/print/print_error.h"

/// Text on a card, through Pango.
namespace servicecard::print {

inline constexpr const char* print_font = "Noto Sans CJK SC";

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
  double alpha = 1;
};

enum class Weight : std::uint8_t { regular, medium, bold };
enum class Alignment : std::uint8_t { left, centre, right };

/// Where a text goes and how it looks; lengths in millimetres. It is set on as few lines as do
/// with four fifths of `size`, and else on `lines` lines in any size down to `smallest`.
struct TextBox {
  double x = 0;
  double y = 0;  ///< of the upper edge
  double width = 0;
  double height = 0;
  double size = 3;  ///< of the em
  double smallest = 1.6;
  int lines = 1;
  Weight weight = Weight::regular;
  Alignment alignment = Alignment::left;
  double spacing = 0;  ///< between letters
  Colour colour{};
};

/// Draws nothing where there is a fault.
[[nodiscard]] std::expected<void, PrintFault> set_text(cairo_t* canvas, const std::string& text,
                                                       const TextBox& box);

}  // namespace servicecard::print
