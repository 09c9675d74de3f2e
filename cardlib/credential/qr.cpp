#include "cardlib/credential/qr.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <qrencode.h>

namespace servicecard {
namespace {

using Input = std::unique_ptr<QRinput, decltype(&QRinput_free)>;
using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::size_t most_characters = 3391;
constexpr std::size_t most_octets = 2331;

Code encode_modules(QRencodeMode mode, std::string_view text) {
  constexpr int smallest_version = 0;
  const Input input(QRinput_new2(smallest_version, QR_ECLEVEL_M), QRinput_free);
  const auto* const octets = reinterpret_cast<const unsigned char*>(text.data());
  if (!input || QRinput_append(input.get(), mode, static_cast<int>(text.size()), octets)) {
    throw std::runtime_error("libqrencode refused its input");
  }
  Code code(QRcode_encodeInput(input.get()), QRcode_free);
  if (!code) throw std::runtime_error("libqrencode failed");
  return code;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// Each run of dark modules of a row as one rectangle.
std::string path_of(const QrMatrix& matrix) {
  std::string path;
  for (std::size_t y = 0; y < matrix.side(); ++y) {
    for (std::size_t x = 0; x < matrix.side(); ++x) {
      const std::size_t start = x;
      while (matrix.is_dark(x, y)) ++x;
      if (x > start)
        fmt::format_to(std::back_inserter(path), "M{} {}h{}v1H{}z", start, y, x - start, start);
    }
  }
  return path;
}

}  // namespace

QrMatrix::QrMatrix(std::size_t side, std::vector<bool> dark)
    : side_(side), dark_(std::move(dark)) {}

std::expected<QrMatrix, QrError> QrMatrix::encode(std::string_view text) {
  if (text.find_first_not_of(alphabet) != std::string_view::npos) {
    return std::unexpected(QrError::bad_character);
  }
  if (text.empty() || text.size() > most_characters) return std::unexpected(QrError::too_long);
  return encode_as(QR_MODE_AN, text);
}

std::expected<QrMatrix, QrError> QrMatrix::encode_octets(std::string_view text) {
  if (text.empty() || text.size() > most_octets) return std::unexpected(QrError::too_long);
  return encode_as(QR_MODE_8, text);
}

QrMatrix QrMatrix::encode_as(int mode, std::string_view text) {
  const Code code = encode_modules(static_cast<QRencodeMode>(mode), text);
  const auto modules = static_cast<std::size_t>(code->width);
  const std::size_t side = modules + 2 * quiet_zone;
  std::vector<bool> dark(side * side);
  for (std::size_t y = 0; y < modules; ++y) {
    for (std::size_t x = 0; x < modules; ++x) {
      const bool is_dark = (code->data[y * modules + x] & 1U) != 0;
      dark[(y + quiet_zone) * side + x + quiet_zone] = is_dark;
    }
  }
  return QrMatrix(side, std::move(dark));
}

int QrMatrix::version() const { return static_cast<int>((side_ - 2 * quiet_zone - 17) / 4); }

std::string to_svg(const QrMatrix& matrix, const SvgOptions& options) {
  const std::size_t side = matrix.side();
  std::string size;
  if (options.module_mm) {
    const double mm = *options.module_mm * static_cast<double>(side);
    size = fmt::format(R"( width="{0:g}mm" height="{0:g}mm")", mm);
  }
  return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"{1} )"
                     R"(role="img" shape-rendering="crispEdges"><title>{2}</title>)"
                     R"(<rect width="{0}" height="{0}" fill="#fff"/><path d="{3}"/></svg>)",
                     side, size, escaped(options.title), path_of(matrix));
}

}  // namespace servicecard
