#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"

namespace servicecard::test {

/// Programs of others that read QR codes.
enum class QrReader {
  zbar,   ///< `zbarimg`, Debian package zbar-tools
  zxing,  ///< `ZXingReader`, Debian package zxing-cpp-tools
};

[[nodiscard]] std::string_view program_of(QrReader reader);
[[nodiscard]] bool is_installed(QrReader reader);

/// The text of the one code in the picture (PGM, PNG, …, told by `suffix`); nothing where the
/// program finds none.
[[nodiscard]] std::optional<std::string> read_qr(QrReader reader, BytesView picture,
                                                 std::string_view suffix);

}  // namespace servicecard::test

/// Fails the test it stands in where the program is not there: `./dev test` installs it.
#define SERVICECARD_NEEDS_QR_READER(reader)     \
  if (!servicecard::test::is_installed(reader)) \
  GTEST_FAIL() << servicecard::test::program_of(reader) << " is not installed; ./dev test does it"
