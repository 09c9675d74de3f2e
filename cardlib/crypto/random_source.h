#pragma once

#include <cstdint>
#include <span>

namespace servicecard {

/// Where random octets come from. An argument everywhere, so that tests can repeat a run;
/// `keys/system_random.h` has the one that programs use.
class RandomSource {
 public:
  RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;

  /// Fills all of `out`, or throws where the machine has no randomness to give.
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

}  // namespace servicecard
