#include "keys/system_random.h"

#include <algorithm>
#include <climits>
#include <stdexcept>

#include <openssl/rand.h>

namespace servicecard::keys {

void SystemRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const std::size_t count = std::min(out.size(), std::size_t{INT_MAX});
    if (RAND_priv_bytes(out.data(), static_cast<int>(count)) != 1) {
      throw std::runtime_error("the system gives no randomness");
    }
    out = out.subspan(count);
  }
}

}  // namespace servicecard::keys
