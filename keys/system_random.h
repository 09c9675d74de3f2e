#pragma once

#include "cardlib/crypto/random_source.h"

namespace servicecard::keys {

/// The randomness that programs use: OpenSSL's generator for private values, seeded by the system.
/// Safe to use from several threads.
class SystemRandom final : public RandomSource {
 public:
  /// Throws where the generator cannot be seeded.
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace servicecard::keys
