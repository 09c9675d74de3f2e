#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/printing.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// A card in somebody's hand.
struct Handover {
  std::string recipient;
  std::string note;
  std::string by;
  Time at;

  bool operator==(const Handover&) const = default;
};

/// How far a card is on its way there.
struct CardPrint {
  PrintState state = PrintState::none;
  std::optional<std::int64_t> batch;  ///< the one that counts
  std::optional<Handover> handover;
};

namespace handovers {

/// Throws `Failure` where the card was not printed, or was handed over before.
void add(Transaction& transaction, std::int64_t card_id, const Handover& handover);
[[nodiscard]] CardPrint print_of(Reader& reader, std::int64_t card_id);

}  // namespace handovers
}  // namespace servicecard::store
