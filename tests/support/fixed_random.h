#pragma once

#include <cstdint>
#include <span>

#include "cardlib/crypto/random_source.h"

namespace servicecard::test {

/// Octets that look random and are the same in every run with the same seed: SHA-256 of the seed
/// and a counter. Not for several threads at once.
class FixedRandom final : public RandomSource {
 public:
  explicit FixedRandom(std::uint64_t seed) : seed_(seed) {}
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::uint64_t seed_;
  std::uint64_t blocks_ = 0;
};

}  // namespace servicecard::test
