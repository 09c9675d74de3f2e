#include "server/sheet/xlsx_cells.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace servicecard::sheet {
namespace {

TEST(CellPlace, IsReadFromLettersAndANumber) {
  struct Case {
    const char* reference;
    std::size_t line;
    std::size_t column;
  };
  const std::vector<Case> cases = {{"A1", 1, 0},    {"B7", 7, 1},
                                   {"Z10", 10, 25}, {"AA1", 1, 26},
                                   {"AZ2", 2, 51},  {"XFD1048576", 1'048'576, 16383}};
  for (const Case& each : cases) {
    SCOPED_TRACE(each.reference);
    const auto place = cell_place(each.reference);
    ASSERT_TRUE(place);
    EXPECT_EQ(place->line, each.line);
    EXPECT_EQ(place->column, each.column);
  }
}

TEST(CellPlace, IsNothingForWhatNamesNoCell) {
  for (const char* reference : {"", "A", "7", "A0", "a1", "A-1", "A1B", "XFE1", "A1048577",
                                "AAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999", " A1"}) {
    EXPECT_FALSE(cell_place(reference)) << reference;
  }
}

TEST(ShownNumber, HasTheFifteenDigitsThatExcelShows) {
  struct Case {
    const char* written;
    const char* shown;
  };
  const std::vector<Case> cases = {
      {"0", "0"},
      {"2025", "2025"},
      {"44382", "44382"},
      {"3000000.0099999998", "3000000.01"},
      {"2999999.9999999995", "3000000"},
      {"300.05", "300.05"},
      {"-1.5", "-1.5"},
      {"1E3", "1000"},
      {"123456789012345", "123456789012345"},
      {"410399197001010010", "4.1039919700101E+17"},
      {"16100000001", "16100000001"},
      // No numbers: as they are.
      {"1e999", "1e999"},
      {"nan", "nan"},
      {"12abc", "12abc"},
      {"0x10", "0x10"},
  };
  for (const Case& each : cases) EXPECT_EQ(shown_number(each.written), each.shown);
}

}  // namespace
}  // namespace servicecard::sheet
