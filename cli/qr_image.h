#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace servicecard::cli {

enum class QrImageError {
  no_png,      ///< not a PNG, cut, or over 64 million pixels
  no_code,     ///< no QR code was found in it
  many_codes,  ///< more than one: nobody can say which card is meant
};

/// The text of the one QR code in a PNG image.
[[nodiscard]] std::expected<std::string, QrImageError> read_qr_image(std::string_view png);

}  // namespace servicecard::cli
