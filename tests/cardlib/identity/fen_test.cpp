#include "cardlib/identity/fen.h"

#include <cstdint>
#include <limits>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

TEST(Fen, ReadsYuanExactly) {
  struct Row {
    std::string_view text;
    std::int64_t count;
  };
  for (const Row& row :
       {Row{"3,000,000.01", 300'000'001}, Row{"3000000.01", 300'000'001},
        Row{"3000000", 300'000'000}, Row{"3000000.1", 300'000'010}, Row{"0", 0}, Row{"0.00", 0},
        Row{"-0.01", -1}, Row{"1,000", 100'000}, Row{"007", 700},
        Row{"92233720368547758.07", greatest}, Row{"-92,233,720,368,547,758.08", smallest}}) {
    SCOPED_TRACE(row.text);
    const auto fen = Fen::parse(row.text);
    ASSERT_TRUE(fen);
    EXPECT_EQ(fen->count(), row.count);
  }
}

TEST(Fen, RefusesByName) {
  struct Row {
    std::string_view text;
    FenError error;
  };
  using enum FenError;
  for (const Row& row : {Row{"", malformed},
                         Row{"-", malformed},
                         Row{".", malformed},
                         Row{".5", malformed},
                         Row{"5.", malformed},
                         Row{"+5", malformed},
                         Row{"--5", malformed},
                         Row{" 5", malformed},
                         Row{"5 ", malformed},
                         Row{"1e6", malformed},
                         Row{"0x10", malformed},
                         Row{"1,00", malformed},
                         Row{"1000,000", malformed},
                         Row{",000", malformed},
                         Row{"1,,000", malformed},
                         Row{"1,000,", malformed},
                         Row{"1.0,00", malformed},
                         Row{"1.2.3", malformed},
                         Row{"５", malformed},
                         Row{"NaN", malformed},
                         Row{"1.001", too_many_decimals},
                         Row{"1.000", too_many_decimals},
                         Row{"92233720368547758.08", overflow},
                         Row{"-92233720368547758.09", overflow},
                         Row{"99999999999999999999999", overflow}}) {
    SCOPED_TRACE(row.text);
    const auto fen = Fen::parse(row.text);
    ASSERT_FALSE(fen);
    EXPECT_EQ(fen.error(), row.error);
  }
}

TEST(Fen, IsWrittenInYuanWithGroups) {
  EXPECT_EQ(Fen(300'000'000).str(), "3,000,000.00");
  EXPECT_EQ(Fen(300'000'001).str(), "3,000,000.01");
  EXPECT_EQ(Fen(0).str(), "0.00");
  EXPECT_EQ(Fen(-5).str(), "-0.05");
  EXPECT_EQ(Fen(99'999).str(), "999.99");
  EXPECT_EQ(Fen(100'000).str(), "1,000.00");
  EXPECT_EQ(Fen(greatest).str(), "92,233,720,368,547,758.07");
  EXPECT_EQ(Fen(smallest).str(), "-92,233,720,368,547,758.08");
}

TEST(Fen, IsReadBackFromWhatItWrites) {
  for (const std::int64_t count : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1},
                                   std::int64_t{99'999'999}, greatest, smallest}) {
    EXPECT_EQ(Fen::parse(Fen(count).str()), Fen(count));
  }
}

TEST(Fen, IsOrderedByAmount) {
  EXPECT_LT(Fen(300'000'000), Fen(300'000'001));
  EXPECT_GT(Fen(0), Fen(-1));
}

TEST(FenRange, ReadsARoundedAmountAsWhatItStandsFor) {
  struct Row {
    std::string_view wan;
    std::int64_t least;
    std::int64_t most;
  };
  for (const Row& row :
       {Row{"300.00", 299'995'000, 300'005'000}, Row{"300", 299'500'000, 300'500'000},
        Row{"1,300.5", 1'300'450'000, 1'300'550'000}, Row{"300.0001", 300'000'050, 300'000'150},
        Row{"300.000001", 300'000'001, 300'000'001}, Row{"0.00", -5'000, 5'000}}) {
    SCOPED_TRACE(row.wan);
    const auto range = FenRange::parse_wan(row.wan);
    ASSERT_TRUE(range);
    EXPECT_EQ(range->least().count(), row.least);
    EXPECT_EQ(range->most().count(), row.most);
    EXPECT_EQ(range->is_exact(), row.least == row.most);
  }
}

TEST(FenRange, RefusesByName) {
  EXPECT_EQ(FenRange::parse_wan("300.0000001").error(), FenError::too_many_decimals);
  EXPECT_EQ(FenRange::parse_wan("三百").error(), FenError::malformed);
  EXPECT_EQ(FenRange::parse_wan("9223372036854.78").error(), FenError::overflow);
  EXPECT_EQ(FenRange::parse_wan("9223372036854.7758").error(), FenError::overflow);
}

TEST(FenRange, OfOneAmountIsExact) {
  const FenRange range(Fen(5));
  EXPECT_TRUE(range.is_exact());
  EXPECT_EQ(range.least(), Fen(5));
  EXPECT_EQ(FenRange::between(Fen(7), Fen(3)), FenRange::between(Fen(3), Fen(7)));
}

}  // namespace
}  // namespace servicecard
