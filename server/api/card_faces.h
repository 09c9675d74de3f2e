#pragma once

#include <expected>
#include <optional>

#include "cardlib/codec/bytes.h"
#include "server/desk/print_batches.h"
#include "server/http/problem.h"

/// Where the cards of the desk meet the print room.
namespace servicecard::api {

/// Draws the card and reads its code from the picture; what is wrong with it, if anything.
[[nodiscard]] std::optional<desk::ProofFault> fault_in(const desk::Imprint& imprint,
                                                       const desk::PrintableCard& card);
/// All of them in one document, or why not.
[[nodiscard]] std::expected<Bytes, http::Problem> pdf_of(const desk::PrintableBatch& batch);

}  // namespace servicecard::api
