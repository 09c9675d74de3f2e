#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// QR codes (ISO/IEC 18004) at level M, as a matrix and as SVG.
namespace servicecard {

enum class QrError {
  bad_character,  ///< outside 0–9, A–Z, space and `$%*+-./:`
  too_long,       ///< more than version 40 holds; an empty text is no code either
};

/// The modules of a QR code with its quiet zone, so that nobody prints it without one.
class QrMatrix {
 public:
  /// Light modules on each side (ISO/IEC 18004 §5.3.8).
  static constexpr std::size_t quiet_zone = 4;

  /// In alphanumeric mode, up to 3391 characters. The smallest version that holds the text.
  [[nodiscard]] static std::expected<QrMatrix, QrError> encode(std::string_view text);
  /// In byte mode, up to 2331 octets of whatever text.
  [[nodiscard]] static std::expected<QrMatrix, QrError> encode_octets(std::string_view text);

  /// 1 to 40.
  [[nodiscard]] int version() const;
  /// Modules from edge to edge, both quiet zones included.
  [[nodiscard]] std::size_t side() const { return side_; }
  /// Column and row, both below `side`, from the upper left.
  [[nodiscard]] bool is_dark(std::size_t x, std::size_t y) const { return dark_[y * side_ + x]; }

 private:
  QrMatrix(std::size_t side, std::vector<bool> dark);
  static QrMatrix encode_as(int mode, std::string_view text);

  std::size_t side_;
  std::vector<bool> dark_;
};

struct SvgOptions {
  /// For screen readers; any text.
  std::string_view title;
  /// The printed width of one module in millimetres; without it the picture has no size of its own
  /// and fills its place.
  std::optional<double> module_mm;
};

/// One path in the units of modules, black on white, with sharp edges.
[[nodiscard]] std::string to_svg(const QrMatrix& matrix, const SvgOptions& options);

}  // namespace servicecard
