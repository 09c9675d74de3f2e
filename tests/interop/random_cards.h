#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "cardlib/credential/claims.h"
#include "cardlib/credential/status_list.h"
#include "tests/support/fixed_random.h"

namespace servicecard::test {

/// Cards as different from each other as the formats allow, the same ones for the same seed. All of
/// one issuer and valid now; the status of every credential stands in one of its lists.
class RandomCards {
 public:
  RandomCards(std::uint64_t seed, Time now) : random_(seed), now_(now) {}

  /// The claims of a card that was never made before, with the wallet token's status.
  [[nodiscard]] CardClaims next();

  /// A place in a status list that was never given out before, and already has a value.
  [[nodiscard]] StatusReference next_status();

  /// By uri.
  [[nodiscard]] const std::map<std::string, StatusList>& lists() const { return lists_; }

  [[nodiscard]] std::uint64_t below(std::uint64_t end);
  [[nodiscard]] FixedRandom& random() { return random_; }

 private:
  [[nodiscard]] CardNumber next_number();
  [[nodiscard]] std::string text_of(std::uint64_t characters);

  FixedRandom random_;
  Time now_;
  std::int64_t serial_ = 0;
  std::set<std::pair<std::string, std::uint64_t>> given_;
  std::map<std::string, StatusList> lists_;
};

}  // namespace servicecard::test
