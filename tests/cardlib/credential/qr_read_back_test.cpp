#include <string>

#include <gtest/gtest.h>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/qr.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/support/qr_picture.h"
#include "tests/support/qr_reader.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

// A card's code, printed at 300 dpi with 0.5 mm a module, is read by programs of others.
namespace servicecard {
namespace {

using test::Camera;
using test::pixels_per_module_at_300_dpi;
using test::QrReader;

struct Shot {
  std::string name;
  Camera camera;
};

const std::vector<Shot> shots = {
    {"straight", {.pixels_per_module = pixels_per_module_at_300_dpi}},
    {"turned by 5 degrees", {.pixels_per_module = pixels_per_module_at_300_dpi, .degrees = 5}},
    {"turned by -12 degrees", {.pixels_per_module = pixels_per_module_at_300_dpi, .degrees = -12}},
    {"upside down", {.pixels_per_module = pixels_per_module_at_300_dpi, .degrees = 180}},
    {"blurred", {.pixels_per_module = pixels_per_module_at_300_dpi, .blur = 1}},
    {"turned and blurred",
     {.pixels_per_module = pixels_per_module_at_300_dpi, .degrees = 7, .blur = 1}},
};

std::string printed_text(std::size_t size) {
  CardClaims claims = test::sample_claims();
  while (printed_token_size(claims) < size) claims.enterprise_name += 'x';
  const test::TestSigner signer;
  return sc1::encode(UnsignedPrintedToken::make(claims, signer.public_key()).value().sign(signer));
}

class QrReadBack : public testing::TestWithParam<QrReader> {};

TEST_P(QrReadBack, GivesTheTextOfACommonCard) {
  SERVICECARD_NEEDS_QR_READER(GetParam());
  const std::string text = printed_text(0);
  const QrMatrix matrix = QrMatrix::encode(text).value();
  for (const Shot& shot : shots) {
    SCOPED_TRACE(shot.name);
    EXPECT_EQ(test::read_qr(GetParam(), test::photograph(matrix, shot.camera), "pgm"), text);
  }
}

TEST_P(QrReadBack, GivesTheTextOfTheLargestCard) {
  SERVICECARD_NEEDS_QR_READER(GetParam());
  const std::string text = printed_text(max_printed_token_size);
  const QrMatrix matrix = QrMatrix::encode(text).value();
  ASSERT_EQ(matrix.version(), 17);
  for (const Shot& shot : shots) {
    SCOPED_TRACE(shot.name);
    EXPECT_EQ(test::read_qr(GetParam(), test::photograph(matrix, shot.camera), "pgm"), text);
  }
}

INSTANTIATE_TEST_SUITE_P(ByOthers, QrReadBack, testing::Values(QrReader::zbar, QrReader::zxing),
                         [](const auto& row) { return std::string(test::program_of(row.param)); });

}  // namespace
}  // namespace servicecard
