#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace servicecard {

/// How far a card is on its way to the holder's hand.
enum class PrintState : std::uint8_t {
  none,         ///< in no batch, or it did not come out right
  waiting,      ///< in a batch, not proven yet
  ready,        ///< proven
  printed,      ///< somebody said that it came out right
  handed_over,  ///< to the holder, or to somebody whom the holder sent
};

inline constexpr std::array all_print_states = {PrintState::none, PrintState::waiting,
                                                PrintState::ready, PrintState::printed,
                                                PrintState::handed_over};

[[nodiscard]] std::string_view to_string(PrintState state);
[[nodiscard]] std::optional<PrintState> parse_print_state(std::string_view name);

/// Cards that are printed together.
enum class BatchState : std::uint8_t {
  working,    ///< its cards are being proven
  ready,      ///< all are proven
  stopped,    ///< a card of it cannot be printed
  printed,    ///< final
  abandoned,  ///< nothing of it was printed; final
};

inline constexpr std::array all_batch_states = {BatchState::working, BatchState::ready,
                                                BatchState::stopped, BatchState::printed,
                                                BatchState::abandoned};

[[nodiscard]] std::string_view to_string(BatchState state);
[[nodiscard]] std::optional<BatchState> parse_batch_state(std::string_view name);

/// What became of a card in one batch.
enum class BatchCardState : std::uint8_t {
  waiting,
  ready,
  printed,
  spoiled,  ///< it did not come out right, then or when it was looked at later
  dropped,  ///< left out, or the batch was abandoned
};

inline constexpr std::array all_batch_card_states = {
    BatchCardState::waiting, BatchCardState::ready, BatchCardState::printed,
    BatchCardState::spoiled, BatchCardState::dropped};

[[nodiscard]] std::string_view to_string(BatchCardState state);
[[nodiscard]] std::optional<BatchCardState> parse_batch_card_state(std::string_view name);

enum class Paper : std::uint8_t {
  card,  ///< a page a face, of the card's size: front, back, front, …
  a4,  ///< ten cards a sheet with crop marks; each sheet's backs follow, for turning the long edge
};

[[nodiscard]] std::string_view to_string(Paper paper);
[[nodiscard]] std::optional<Paper> parse_paper(std::string_view name);

}  // namespace servicecard
