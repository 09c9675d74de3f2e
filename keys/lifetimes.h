#pragma once

#include <chrono>

#include "cardlib/credential/key_purpose.h"

namespace servicecard::keys {

/// For how long keys and trust lists live. A key signs nothing that would outlive it, so a `card`
/// key must live as long as the longest card plus the time for which it signs: with cards of a year
/// and a rotation every year, three years leave a year to spare.
struct Lifetimes {
  std::chrono::days card{3 * 366};
  std::chrono::days status{2 * 366};
  std::chrono::days pack{2 * 366};
  std::chrono::days receipt{2 * 366};
  std::chrono::days journal{2 * 366};
  std::chrono::days root{10 * 366};
  std::chrono::days trust_list{366};

  [[nodiscard]] std::chrono::days of(KeyPurpose purpose) const;
};

}  // namespace servicecard::keys
