#pragma once

#include <cstddef>
#include <expected>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "cardlib/lifecycle/printing.h"
#include "server/print/card_face.h"
#include "server/print/print_error.h"

/// Cards as PDF, for a card printer or for cutting.
namespace servicecard::print {

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
