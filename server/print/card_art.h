#pragma once

#include <cairo.h>
#include <expected>

#include "server/print/card_face.h"
#include "server/print/print_error.h"

namespace servicecard::print {

/// The front, with the card's upper left corner at the origin; lengths are in millimetres.
[[nodiscard]] std::expected<void, PrintFault> draw_front(cairo_t* canvas, const Imprint& imprint,
                                                         const CardFace& face);
/// The back, with the code at half a millimetre a module or more.
[[nodiscard]] std::expected<void, PrintFault> draw_back(cairo_t* canvas, const Imprint& imprint,
                                                        const CardFace& face);

}  // namespace servicecard::print
