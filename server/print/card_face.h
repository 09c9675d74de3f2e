#pragma once

#include <string>

#include "cardlib/credential/qr.h"
#include "cardlib/identity/bilingual.h"

namespace servicecard::print {

// ID-1 (ISO/IEC 7810), in millimetres.
inline constexpr double card_width = 85.60;
inline constexpr double card_height = 53.98;
inline constexpr double corner_radius = 3.18;

/// What a county says of itself on every card.
struct Imprint {
  BilingualText scheme;
  std::string issuer;
  std::string hotline;  ///< left out where it is empty
};

/// What stands on one card.
struct CardFace {
  std::string number;
  std::string holder;
  std::string enterprise;
  BilingualText category;
  std::string valid_from;   ///< the first day
  std::string valid_until;  ///< the last day
  QrMatrix code;
  bool specimen = false;  ///< of synthetic data, and marked as such
};

}  // namespace servicecard::print
