#pragma once

#include <string>

#include "server/print/card_face.h"

namespace servicecard::test {

/// What a county says of itself.
[[nodiscard]] print::Imprint sample_imprint();

/// A card with a code of so many characters, which is `code_text(characters)`.
[[nodiscard]] print::CardFace sample_face(std::size_t characters = 402);
[[nodiscard]] std::string code_text(std::size_t characters = 402);

}  // namespace servicecard::test
