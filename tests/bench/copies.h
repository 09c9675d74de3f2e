#pragma once

#include <cstdint>
#include <vector>

#include "server/store/cards.h"
#include "tests/bench/county.h"

/// Many cards, quickly.
namespace servicecard::bench {

/// So many cards that come about as all cards do.
[[nodiscard]] std::vector<store::Card> issue_real(County& county, std::int64_t count);

/// So many rows like that card, spread over these enterprises: valid, each with a holder of its
/// own, and of the same size, but under tokens that nobody has.
void add_copies(County& county, const store::Card& model, std::vector<std::int64_t> enterprises,
                std::int64_t count);

}  // namespace servicecard::bench
