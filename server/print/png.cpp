#include "server/print/png.h"

#include <cmath>
#include <cstddef>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include <png.h>

namespace servicecard::print {
namespace {

constexpr double mm_per_inch = 25.4;
constexpr int most_pixels_per_module = 64;

// libpng has to be left from here: it may not go on after an error.
[[noreturn]] void fail(png_structp /*png*/, png_const_charp message) {
  throw std::runtime_error(std::string("libpng: ") + message);
}

void ignore(png_structp /*png*/, png_const_charp /*message*/) {}

void append(png_structp png, png_bytep data, std::size_t size) {
  auto* const out = static_cast<Bytes*>(png_get_io_ptr(png));
  out->insert(out->end(), data, data + size);
}

void flush(png_structp /*png*/) {}

/// libpng's two structures, which go together.
class Writer {
 public:
  explicit Writer(Bytes& out)
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, ignore)),
        info_(png_ == nullptr ? nullptr : png_create_info_struct(png_)) {
    if (info_ == nullptr) {
      png_destroy_write_struct(&png_, nullptr);
      throw std::bad_alloc();
    }
    png_set_write_fn(png_, &out, append, flush);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { png_destroy_write_struct(&png_, &info_); }

  [[nodiscard]] png_structp png() const { return png_; }
  [[nodiscard]] png_infop info() const { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

/// One row of pixels, the leftmost in the highest bit; light is 1.
std::vector<png_byte> row_of(const QrMatrix& matrix, std::size_t y, std::size_t pixels) {
  const std::size_t width = matrix.side() * pixels;
  std::vector<png_byte> row((width + 7) / 8);
  for (std::size_t x = 0; x < width; ++x) {
    if (matrix.is_dark(x / pixels, y)) continue;
    row[x / 8] = static_cast<png_byte>(row[x / 8] | 0x80U >> (x % 8));
  }
  return row;
}

}  // namespace

int pixels_per_module(const PngScale& scale) {
  const double pixels = std::ceil(scale.module_mm / mm_per_inch * scale.dots_per_inch);
  const bool good = pixels >= 1 && pixels <= most_pixels_per_module;  // false for NaN, too
  if (!good) throw std::invalid_argument("no such scale of a QR code");
  return static_cast<int>(pixels);
}

Bytes to_png(const QrMatrix& matrix, const PngScale& scale) {
  const auto pixels = static_cast<std::size_t>(pixels_per_module(scale));
  const auto side = static_cast<png_uint_32>(matrix.side() * pixels);
  const auto per_metre =
      static_cast<png_uint_32>(std::lround(scale.dots_per_inch / mm_per_inch * 1000));
  Bytes out;
  const Writer writer(out);
  png_set_IHDR(writer.png(), writer.info(), side, side, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs(writer.png(), writer.info(), per_metre, per_metre, PNG_RESOLUTION_METER);
  png_write_info(writer.png(), writer.info());
  for (std::size_t y = 0; y < matrix.side(); ++y) {
    const std::vector<png_byte> row = row_of(matrix, y, pixels);
    for (std::size_t i = 0; i < pixels; ++i) png_write_row(writer.png(), row.data());
  }
  png_write_end(writer.png(), nullptr);
  return out;
}

}  // namespace servicecard::print
