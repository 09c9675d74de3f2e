#include "tests/support/fault_rounds.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace servicecard::test {

int fault_rounds(int everyday) {
  const char* const asked = std::getenv("CARD_FAULT_ROUNDS");
  return asked == nullptr ? everyday : std::stoi(asked);
}

int fault_step(int count, int everyday) { return std::max(1, count / fault_rounds(everyday)); }

}  // namespace servicecard::test
