#include "cardlib/lifecycle/printing.h"

#include "cardlib/codec/names.h"

namespace servicecard {

std::string_view to_string(PrintState state) {
  switch (state) {
    case PrintState::none:
      return "none";
    case PrintState::waiting:
      return "waiting";
    case PrintState::ready:
      return "ready";
    case PrintState::printed:
      return "printed";
    case PrintState::handed_over:
      return "handed_over";
  }
  return {};
}

std::optional<PrintState> parse_print_state(std::string_view name) {
  return find_by_name(all_print_states, name);
}

std::string_view to_string(BatchState state) {
  switch (state) {
    case BatchState::working:
      return "working";
    case BatchState::ready:
      return "ready";
    case BatchState::stopped:
      return "stopped";
    case BatchState::printed:
      return "printed";
    case BatchState::abandoned:
      return "abandoned";
  }
  return {};
}

std::optional<BatchState> parse_batch_state(std::string_view name) {
  return find_by_name(all_batch_states, name);
}

std::string_view to_string(BatchCardState state) {
  switch (state) {
    case BatchCardState::waiting:
      return "waiting";
    case BatchCardState::ready:
      return "ready";
    case BatchCardState::printed:
      return "printed";
    case BatchCardState::spoiled:
      return "spoiled";
    case BatchCardState::dropped:
      return "dropped";
  }
  return {};
}

std::optional<BatchCardState> parse_batch_card_state(std::string_view name) {
  return find_by_name(all_batch_card_states, name);
}

std::string_view to_string(Paper paper) { return paper == Paper::card ? "card" : "a4"; }

std::optional<Paper> parse_paper(std::string_view name) {
  return find_by_name(std::array{Paper::card, Paper::a4}, name);
}

}  // namespace servicecard
