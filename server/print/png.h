#pragma once

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/qr.h"

/// Pictures and sheets for the printer.
namespace servicecard::print {

/// How large a code is printed. The defaults are what a card printer needs.
struct PngScale {
  double module_mm = 0.5;  ///< at least; rounded up to whole pixels, so that all modules are alike
  int dots_per_inch = 300;
};

/// Pixels along one side of a module. A scale that makes none, or more than 64, is a programming
/// error (`std::invalid_argument`).
[[nodiscard]] int pixels_per_module(const PngScale& scale);

/// The code with its quiet zone as PNG (ISO/IEC 15948): 1 bit a pixel, grey, with its resolution
/// (`pHYs`), so that it prints in its size. For scales as above.
[[nodiscard]] Bytes to_png(const QrMatrix& matrix, const PngScale& scale = {});

}  // namespace servicecard::print
