#include "cli/qr_image.h"

#include <cstdint>
#include <optional>
#include <vector>
#include <zbar.h>

#include <png.h>

namespace servicecard::cli {
namespace {

constexpr std::uint64_t max_pixels = 64'000'000;

struct Picture {
  unsigned width = 0;
  unsigned height = 0;
  std::vector<std::uint8_t> grey;
};

// libpng's record of one image, which it may have to free.
struct Reader {
  png_image image{};
  Reader() { image.version = PNG_IMAGE_VERSION; }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { png_image_free(&image); }
};

std::optional<Picture> read_png(std::string_view png) {
  Reader reader;
  if (png_image_begin_read_from_memory(&reader.image, png.data(), png.size()) == 0) {
    return std::nullopt;
  }
  reader.image.format = PNG_FORMAT_GRAY;
  Picture picture{.width = reader.image.width, .height = reader.image.height, .grey = {}};
  const auto pixels = std::uint64_t{picture.width} * picture.height;
  if (pixels == 0 || pixels > max_pixels) return std::nullopt;
  picture.grey.resize(pixels);
  const png_color white{255, 255, 255};  // behind what is transparent
  if (png_image_finish_read(&reader.image, &white, picture.grey.data(), 0, nullptr) == 0) {
    return std::nullopt;
  }
  return picture;
}

}  // namespace

std::expected<std::string, QrImageError> read_qr_image(std::string_view png) {
  const auto picture = read_png(png);
  if (!picture) return std::unexpected(QrImageError::no_png);
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image image(picture->width, picture->height, "Y800", picture->grey.data(),
                    picture->grey.size());
  scanner.scan(image);
  std::vector<std::string> texts;
  for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) {
    texts.push_back(symbol->get_data());
  }
  image.set_data(nullptr, 0);
  if (texts.empty()) return std::unexpected(QrImageError::no_code);
  if (texts.size() > 1) return std::unexpected(QrImageError::many_codes);
  return texts.front();
}

}  // namespace servicecard::cli
