#include "cardlib/credential/qr.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

CardClaims claims_of(std::string_view holder, std::string_view enterprise) {
  CardClaims claims = test::sample_claims();
  claims.issuer = "https://card.county.example";
  claims.status.uri = claims.issuer + "/status-lists/1";
  claims.holder_name = PersonName::parse(holder).value();
  claims.enterprise_name = enterprise;
  return claims;
}

// The sizes that docs/printed-token.md and the choice of Base32 rest on.
TEST(QrOfPrintedToken, HasTheVersionThatItsNamesNeed) {
  struct Row {
    std::string name;
    CardClaims claims;
    std::size_t octets;
    std::size_t characters;
    int version;
  };
  const std::vector<Row> rows = {
      {"2 and 12 characters", claims_of("张三", "伊川示例壹号耐材（虚构）"), 249, 402, 12},
      {"4 and 23 characters",
       claims_of("欧阳娜娜", "伊川示例壹号新材料科技股份有限公司洛阳（虚构）"), 288, 464, 13},
  };
  const test::TestSigner signer;
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Bytes token =
        UnsignedPrintedToken::make(row.claims, signer.public_key()).value().sign(signer);
    const std::string text = sc1::encode(token);
    EXPECT_EQ(token.size(), row.octets);
    EXPECT_EQ(text.size(), row.characters);
    EXPECT_EQ(QrMatrix::encode(text)->version(), row.version);
  }
}

TEST(QrOfPrintedToken, OfTheLargestSizeIsVersion17On47Millimetres) {
  const auto matrix = QrMatrix::encode(sc1::encode(Bytes(max_printed_token_size, 0xA7)));
  ASSERT_TRUE(matrix);
  EXPECT_EQ(matrix->version(), 17);
  EXPECT_EQ(matrix->side(), 93U);  // 46.5 mm at 0.5 mm a module
}

TEST(QrMatrix, HoldsAtLevelMWhatTheStandardSays) {
  // ISO/IEC 18004, table 7: alphanumeric characters at level M.
  const std::vector<std::pair<std::size_t, int>> capacities = {{20, 1},   {38, 2},   {419, 12},
                                                               {483, 13}, {734, 17}, {3391, 40}};
  for (const auto& [characters, version] : capacities) {
    SCOPED_TRACE(version);
    EXPECT_EQ(QrMatrix::encode(std::string(characters, 'A'))->version(), version);
    const auto longer = QrMatrix::encode(std::string(characters + 1, 'A'));
    if (version == 40) {
      EXPECT_EQ(longer.error(), QrError::too_long);
    } else {
      EXPECT_EQ(longer->version(), version + 1);
    }
  }
}

TEST(QrMatrix, RefusesWhatAlphanumericModeDoesNotHold) {
  for (const std::string text : {"sc1", "SC1!", "SC1\n", "SC1_", "中"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(QrMatrix::encode(text).error(), QrError::bad_character);
  }
  EXPECT_EQ(QrMatrix::encode(std::string("A\0A", 3)).error(), QrError::bad_character);
  EXPECT_EQ(QrMatrix::encode("").error(), QrError::too_long);
  EXPECT_TRUE(QrMatrix::encode("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"));
}

TEST(QrMatrix, HasItsQuietZoneAndItsFinders) {
  const QrMatrix matrix = QrMatrix::encode("SC1AAAA").value();
  EXPECT_EQ(matrix.side(), 21 + 2 * QrMatrix::quiet_zone);
  const std::size_t last = matrix.side() - 1;
  for (std::size_t i = 0; i < matrix.side(); ++i) {
    for (std::size_t depth = 0; depth < QrMatrix::quiet_zone; ++depth) {
      EXPECT_FALSE(matrix.is_dark(i, depth) || matrix.is_dark(i, last - depth));
      EXPECT_FALSE(matrix.is_dark(depth, i) || matrix.is_dark(last - depth, i));
    }
  }
  constexpr std::array finder = {"#######", "#.....#", "#.###.#", "#.###.#",
                                 "#.###.#", "#.....#", "#######"};
  const std::vector<std::pair<std::size_t, std::size_t>> corners = {{4, 4}, {18, 4}, {4, 18}};
  for (const auto& [x, y] : corners) {
    for (std::size_t row = 0; row < 7; ++row) {
      for (std::size_t column = 0; column < 7; ++column) {
        EXPECT_EQ(matrix.is_dark(x + column, y + row), finder[row][column] == '#');
      }
    }
  }
}

/// The modules that a path of `M x y h n v1 H x z` covers.
std::vector<bool> painted(const std::string& svg, std::size_t side) {
  std::vector<bool> dark(side * side);
  const std::size_t start = svg.find(" d=\"") + 4;
  const std::string path = svg.substr(start, svg.find('"', start) - start);
  for (std::size_t at = path.find('M'); at != std::string::npos; at = path.find('M', at + 1)) {
    std::size_t x = 0;
    std::size_t y = 0;
    std::size_t width = 0;
    EXPECT_EQ(std::sscanf(path.c_str() + at, "M%zu %zuh%zuv1H", &x, &y, &width), 3);
    for (std::size_t i = 0; i < width; ++i) dark[y * side + x + i] = true;
  }
  return dark;
}

TEST(QrSvg, PaintsTheMatrixInItsOwnUnits) {
  const QrMatrix matrix = QrMatrix::encode("SC1ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").value();
  const std::string svg = to_svg(matrix, {.title = "YC26-00017-2", .module_mm = {}});
  const std::string side = std::to_string(matrix.side());
  EXPECT_NE(svg.find("viewBox=\"0 0 " + side + ' ' + side + '"'), std::string::npos);
  EXPECT_NE(svg.find("shape-rendering=\"crispEdges\""), std::string::npos);
  EXPECT_EQ(svg.find("mm\""), std::string::npos);
  const std::vector<bool> dark = painted(svg, matrix.side());
  for (std::size_t y = 0; y < matrix.side(); ++y) {
    for (std::size_t x = 0; x < matrix.side(); ++x) {
      ASSERT_EQ(dark[y * matrix.side() + x], matrix.is_dark(x, y)) << x << ',' << y;
    }
  }
}

TEST(QrSvg, HasItsPrintedSizeWhereThatIsAsked) {
  const QrMatrix matrix = QrMatrix::encode("SC1AAAA").value();  // 29 modules with its quiet zone
  const std::string svg = to_svg(matrix, {.title = "", .module_mm = 0.5});
  EXPECT_NE(svg.find(R"( width="14.5mm" height="14.5mm")"), std::string::npos);
}

TEST(QrSvg, EscapesItsTitle) {
  const QrMatrix matrix = QrMatrix::encode("SC1AAAA").value();
  const std::string svg = to_svg(matrix, {.title = "</title><script>&", .module_mm = {}});
  EXPECT_NE(svg.find("<title>&lt;/title&gt;&lt;script&gt;&amp;</title>"), std::string::npos);
}

}  // namespace
}  // namespace servicecard
