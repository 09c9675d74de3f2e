#pragma once

#include <cstddef>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/qr.h"

namespace servicecard::test {

/// What happens to a code between the printer and the camera.
struct Camera {
  double pixels_per_module = 0;  ///< 300 dpi and 0.5 mm a module make 5.906
  double degrees = 0;            ///< how far the card is turned
  std::size_t blur = 0;          ///< radius in pixels of a box that is averaged, twice
};

inline constexpr double pixels_per_module_at_300_dpi = 0.5 / 25.4 * 300;

/// A grey picture of the code on a white page, as PGM (`P5`).
[[nodiscard]] Bytes photograph(const QrMatrix& matrix, const Camera& camera);

}  // namespace servicecard::test
