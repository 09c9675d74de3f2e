#pragma once

#include <expected>
#include <string_view>

#include "server/print/card_face.h"
#include "server/print/print_error.h"

namespace servicecard::print {

/// The print proof: draws both faces at 300 dots an inch, and reads the code from the picture.
/// `code_text` is what it must say. A fault for a missing glyph, a text that does not fit, and a
/// code that reads otherwise or not at all.
[[nodiscard]] std::expected<void, PrintFault> prove(const Imprint& imprint, const CardFace& face,
                                                    std::string_view code_text);

}  // namespace servicecard::print
