#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "server/desk/card_error.h"

namespace servicecard::desk {

/// Why a step of a print batch, or a hand-over, was refused. Nothing changed.
enum class PrintingError {
  no_such_batch,
  no_cards,         ///< there is none to print
  card_in_batch,    ///< another batch has the card, or this order names it twice
  batch_ended,      ///< it was printed or abandoned
  not_proven,       ///< not all of its cards are proven
  not_in_batch,     ///< the batch does not print that card
  changed,          ///< the card is not any more what was proven
  not_printed,      ///< nobody said that the card came out right
  handed_over,      ///< it is in somebody's hand
  empty_recipient,  ///< a name that says nothing, is no plain line, or has over 60 characters
};

/// `"no-such-batch"`: the last part of a problem's type.
[[nodiscard]] constexpr std::string_view to_string(PrintingError error) {
  switch (error) {
    case PrintingError::no_such_batch:
      return "no-such-batch";
    case PrintingError::no_cards:
      return "no-cards";
    case PrintingError::card_in_batch:
      return "card-in-batch";
    case PrintingError::batch_ended:
      return "batch-ended";
    case PrintingError::not_proven:
      return "not-proven";
    case PrintingError::not_in_batch:
      return "not-in-batch";
    case PrintingError::changed:
      return "changed-since-proof";
    case PrintingError::not_printed:
      return "not-printed";
    case PrintingError::handed_over:
      return "handed-over";
    case PrintingError::empty_recipient:
      return "empty-recipient";
  }
  return {};
}

/// The same, with the card that it is about, if it is about one.
struct PrintRefusal {
  std::variant<PrintingError, CardError> why;
  std::string card{};  ///< as it was given, or its number
};

}  // namespace servicecard::desk
