#include "server/print/proof.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>
#include <zbar.h>

#include "server/print/canvas.h"
#include "server/print/card_art.h"

namespace servicecard::print {
namespace {

constexpr double dots_per_mm = 300 / 25.4;

struct Picture {
  unsigned width = 0;
  unsigned height = 0;
  std::vector<std::uint8_t> grey;
};

Surface blank_card() {
  Surface surface(cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(card_width * dots_per_mm)),
      static_cast<int>(std::ceil(card_height * dots_per_mm))));
  check(surface.get());
  const Canvas canvas(cairo_create(surface.get()));
  cairo_set_source_rgb(canvas.get(), 1, 1, 1);
  cairo_paint(canvas.get());
  return surface;
}

// ITU-R BT.601, in 256ths.
std::uint8_t grey_of(std::uint32_t pixel) {
  const std::uint32_t red = pixel >> 16 & 0xFF;
  const std::uint32_t green = pixel >> 8 & 0xFF;
  const std::uint32_t blue = pixel & 0xFF;
  return static_cast<std::uint8_t>((red * 77 + green * 150 + blue * 29) / 256);
}

Picture picture_of(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  Picture picture{.width = static_cast<unsigned>(cairo_image_surface_get_width(surface)),
                  .height = static_cast<unsigned>(cairo_image_surface_get_height(surface)),
                  .grey = {}};
  picture.grey.reserve(std::size_t{picture.width} * picture.height);
  const unsigned char* row = cairo_image_surface_get_data(surface);
  for (unsigned y = 0; y < picture.height; ++y) {
    const auto* const pixels = reinterpret_cast<const std::uint32_t*>(row);
    for (unsigned x = 0; x < picture.width; ++x) picture.grey.push_back(grey_of(pixels[x]));
    row += cairo_image_surface_get_stride(surface);
  }
  return picture;
}

bool says(const Picture& picture, std::string_view text) {
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image image(picture.width, picture.height, "Y800", picture.grey.data(),
                    picture.grey.size());
  scanner.scan(image);
  auto symbol = image.symbol_begin();
  const bool read = symbol != image.symbol_end() && symbol->get_data() == text;
  image.set_data(nullptr, 0);
  return read;
}

}  // namespace

std::expected<void, PrintFault> prove(const Imprint& imprint, const CardFace& face,
                                      std::string_view code_text) {
  const Surface front = blank_card();
  if (auto drawn = draw_front(canvas_in_mm(front.get(), dots_per_mm).get(), imprint, face);
      !drawn) {
    return drawn;
  }
  const Surface back = blank_card();
  if (auto drawn = draw_back(canvas_in_mm(back.get(), dots_per_mm).get(), imprint, face); !drawn) {
    return drawn;
  }
  if (!says(picture_of(back.get()), code_text)) {
    return std::unexpected(PrintFault{PrintError::unreadable});
  }
  return {};
}

}  // namespace servicecard::print
