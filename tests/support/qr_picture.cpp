#include "tests/support/qr_picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace servicecard::test {
namespace {

struct Picture {
  std::size_t side;
  std::vector<double> light;  ///< 0 to 1, row by row
};

/// How light the page is at a point, in modules from the middle of the code.
double light_at(const QrMatrix& matrix, double x, double y) {
  const double half = static_cast<double>(matrix.side()) / 2;
  const auto column = static_cast<std::ptrdiff_t>(std::floor(x + half));
  const auto row = static_cast<std::ptrdiff_t>(std::floor(y + half));
  const auto side = static_cast<std::ptrdiff_t>(matrix.side());
  if (column < 0 || row < 0 || column >= side || row >= side) return 1;
  const bool dark = matrix.is_dark(static_cast<std::size_t>(column), static_cast<std::size_t>(row));
  return dark ? 0 : 1;
}

/// Each pixel is the mean of four points in it.
Picture sample(const QrMatrix& matrix, const Camera& camera) {
  const double angle = camera.degrees * std::numbers::pi / 180;
  const double right = std::cos(angle) / camera.pixels_per_module;
  const double down = std::sin(angle) / camera.pixels_per_module;
  const double span = (std::abs(right) + std::abs(down)) * camera.pixels_per_module;
  const double pixels = static_cast<double>(matrix.side()) * camera.pixels_per_module * span;
  Picture picture{.side = static_cast<std::size_t>(std::ceil(pixels)), .light = {}};
  const double half = static_cast<double>(picture.side) / 2;
  for (std::size_t row = 0; row < picture.side; ++row) {
    for (std::size_t column = 0; column < picture.side; ++column) {
      double sum = 0;
      for (const auto& [dx, dy] : {std::pair{.25, .25}, {.75, .25}, {.25, .75}, {.75, .75}}) {
        const double x = static_cast<double>(column) + dx - half;
        const double y = static_cast<double>(row) + dy - half;
        sum += light_at(matrix, x * right + y * down, y * right - x * down);
      }
      picture.light.push_back(sum / 4);
    }
  }
  return picture;
}

/// The mean of the pixels at most `radius` away, along rows or (with `step` = side) columns.
void blur_lines(Picture& picture, std::size_t radius, std::size_t step, std::size_t next_line) {
  std::vector<double> line(picture.side);
  for (std::size_t start = 0, n = 0; n < picture.side; ++n, start += next_line) {
    for (std::size_t i = 0; i < picture.side; ++i) line[i] = picture.light[start + i * step];
    for (std::size_t i = 0; i < picture.side; ++i) {
      const std::size_t first = i < radius ? 0 : i - radius;
      const std::size_t last = std::min(picture.side - 1, i + radius);
      double sum = 0;
      for (std::size_t k = first; k <= last; ++k) sum += line[k];
      picture.light[start + i * step] = sum / static_cast<double>(last - first + 1);
    }
  }
}

}  // namespace

Bytes photograph(const QrMatrix& matrix, const Camera& camera) {
  Picture picture = sample(matrix, camera);
  for (int pass = 0; pass < 2 && camera.blur > 0; ++pass) {
    blur_lines(picture, camera.blur, 1, picture.side);
    blur_lines(picture, camera.blur, picture.side, 1);
  }
  const std::string side = std::to_string(picture.side);
  const std::string head = "P5\n" + side + ' ' + side + "\n255\n";
  Bytes pgm(head.begin(), head.end());
  for (const double light : picture.light) {
    pgm.push_back(static_cast<std::uint8_t>(std::lround(light * 255)));
  }
  return pgm;
}

}  // namespace servicecard::test
