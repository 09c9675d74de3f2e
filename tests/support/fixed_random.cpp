#include "tests/support/fixed_random.h"

#include <algorithm>
#include <string>

#include "cardlib/crypto/digest.h"

namespace servicecard::test {

void FixedRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const Sha256 block = sha256(std::to_string(seed_) + ":" + std::to_string(blocks_++));
    const std::size_t size = std::min(out.size(), block.size());
    std::copy_n(block.begin(), size, out.begin());
    out = out.subspan(size);
  }
}

}  // namespace servicecard::test
