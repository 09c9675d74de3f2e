#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "server/print/card_face.h"
#include "server/print/print_error.h"

/// Cards as PDF, for a card printer or for cutting.
namespace servicecard::print {

enum class Paper : std::uint8_t {
  card,  ///< a page a face, of the card's size: front, back, front, …
  a4,  ///< ten cards a sheet with crop marks; each sheet's backs follow, for turning the long edge
};

/// Which of the cards cannot be printed, and why.
struct CardFault {
  std::size_t card = 0;  ///< from 0
  PrintFault fault;
};

/// All of them, or nothing. `title` is the document's.
[[nodiscard]] std::expected<Bytes, CardFault> to_pdf(const Imprint& imprint,
                                                     const std::vector<CardFace>& cards,
                                                     Paper paper, const std::string& title);

}  // namespace servicecard::print
