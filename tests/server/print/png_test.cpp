#include "server/print/png.h"

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <png.h>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/support/qr_reader.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

namespace servicecard::print {
namespace {

QrMatrix sample_matrix() { return QrMatrix::encode("SC1ABCDEFGHIJKLMNOPQRSTUVWXYZ").value(); }

struct Grey {
  std::size_t side = 0;
  Bytes pixels;  ///< 0 to 255, row by row
};

/// What libpng's own reader makes of it.
Grey read_back(const Bytes& png) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_memory(&image, png.data(), png.size()), 0);
  image.format = PNG_FORMAT_GRAY;
  Grey grey{.side = image.width, .pixels = Bytes(PNG_IMAGE_SIZE(image))};
  EXPECT_EQ(image.width, image.height);
  EXPECT_NE(png_image_finish_read(&image, nullptr, grey.pixels.data(), 0, nullptr), 0);
  return grey;
}

std::uint32_t number_at(const Bytes& png, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | png[at + i];
  return number;
}

/// Where the data of a chunk begins.
std::size_t chunk(const Bytes& png, std::string_view name) {
  const std::size_t at = as_text(png).find(name);
  EXPECT_NE(at, std::string_view::npos) << name;
  return at + name.size();
}

TEST(Png, HoldsEveryModuleInWholePixels) {
  const QrMatrix matrix = sample_matrix();
  const Grey grey = read_back(to_png(matrix));
  constexpr std::size_t pixels = 6;  // 0.5 mm at 300 dpi are 5.906
  ASSERT_EQ(grey.side, matrix.side() * pixels);
  for (std::size_t y = 0; y < grey.side; ++y) {
    for (std::size_t x = 0; x < grey.side; ++x) {
      const int expected = matrix.is_dark(x / pixels, y / pixels) ? 0 : 255;
      ASSERT_EQ(grey.pixels[y * grey.side + x], expected) << x << ',' << y;
    }
  }
}

TEST(Png, IsOneBitGreyAndKnowsItsResolution) {
  const Bytes png = to_png(sample_matrix());
  const std::size_t header = chunk(png, "IHDR");
  EXPECT_EQ(png[header + 8], 1);  // bits a pixel
  EXPECT_EQ(png[header + 9], 0);  // grey
  const std::size_t resolution = chunk(png, "pHYs");
  EXPECT_EQ(number_at(png, resolution), 11811U);  // 300 dpi in pixels a metre
  EXPECT_EQ(number_at(png, resolution + 4), 11811U);
  EXPECT_EQ(png[resolution + 8], 1);  // metres
}

TEST(Png, NeverPrintsModulesSmallerThanAsked) {
  const std::vector<std::pair<PngScale, int>> rows = {
      {{.module_mm = 0.5, .dots_per_inch = 300}, 6},
      {{.module_mm = 0.507, .dots_per_inch = 300}, 6},
      {{.module_mm = 0.509, .dots_per_inch = 300}, 7},
      {{.module_mm = 0.5, .dots_per_inch = 600}, 12},
      {{.module_mm = 0.01, .dots_per_inch = 72}, 1},
  };
  for (const auto& [scale, pixels] : rows) {
    SCOPED_TRACE(scale.module_mm);
    EXPECT_EQ(pixels_per_module(scale), pixels);
    EXPECT_EQ(read_back(to_png(sample_matrix(), scale)).side,
              sample_matrix().side() * static_cast<std::size_t>(pixels));
  }
}

TEST(Png, RefusesScalesThatMakeNoPicture) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<PngScale> scales = {{.module_mm = 0, .dots_per_inch = 300},
                                        {.module_mm = 0.5, .dots_per_inch = 0},
                                        {.module_mm = -1, .dots_per_inch = 300},
                                        {.module_mm = nan, .dots_per_inch = 300},
                                        {.module_mm = 1000, .dots_per_inch = 300}};
  for (const PngScale& scale : scales) {
    SCOPED_TRACE(scale.module_mm);
    EXPECT_THROW(static_cast<void>(to_png(sample_matrix(), scale)), std::invalid_argument);
  }
}

class PngReadBack : public testing::TestWithParam<test::QrReader> {};

TEST_P(PngReadBack, GivesTheTextOfTheCard) {
  SERVICECARD_NEEDS_QR_READER(GetParam());
  const test::TestSigner signer;
  const std::string text = sc1::encode(
      UnsignedPrintedToken::make(test::sample_claims(), signer.public_key()).value().sign(signer));
  const Bytes png = to_png(QrMatrix::encode(text).value());
  EXPECT_EQ(test::read_qr(GetParam(), png, "png"), text);
}

INSTANTIATE_TEST_SUITE_P(ByOthers, PngReadBack,
                         testing::Values(test::QrReader::zbar, test::QrReader::zxing),
                         [](const auto& row) { return std::string(test::program_of(row.param)); });

}  // namespace
}  // namespace servicecard::print
