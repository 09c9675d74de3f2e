#pragma once

#include <cstdint>
#include <string>

namespace servicecard::print {

/// Why a card is not printed.
enum class PrintError : std::uint8_t {
  no_font,         ///< the print font is not installed
  missing_glyph,   ///< the print font has no glyph for a character
  does_not_fit,    ///< a text is too long for its place at the smallest size that can be read
  code_too_large,  ///< the QR code does not fit at half a millimetre a module
  unreadable,      ///< the code in the picture of the card does not read as it must
};

struct PrintFault {
  PrintError error = PrintError::no_font;
  std::string text{};  ///< which text, where it is about one
};

}  // namespace servicecard::print
