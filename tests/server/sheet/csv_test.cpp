#include "server/sheet/csv.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace servicecard::sheet {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(const std::string& text) {
  CsvReader reader(text);
  std::vector<Cells> rows;
  for (auto row = reader.next(); row.has_value(); row = reader.next()) {
    if (!row->has_value()) return rows;
    rows.push_back((*row)->cells);
  }
  ADD_FAILURE() << "a mistake in " << text;
  return rows;
}

TEST(CsvReader, EndsALineAtEveryKindOfLineEnd) {
  const std::vector<Cells> expected = {{"a", "b"}, {"c", "d"}};
  for (const char* end : {"\n", "\r\n", "\r"}) {
    EXPECT_EQ(rows_of(std::string("a,b") + end + "c,d"), expected);
    EXPECT_EQ(rows_of(std::string("a,b") + end + "c,d" + end), expected);
  }
}

TEST(CsvReader, KeepsWhatStandsInQuotes) {
  EXPECT_EQ(rows_of("\"a,\"\"b\"\"\nc\",\"\",d"), (std::vector<Cells>{{"a,\"b\"\nc", "", "d"}}));
}

TEST(CsvReader, CountsLinesWithinCellsAndPassesOverBlankOnes) {
  const std::string text = "\"a\nb\"\n\n,,\nc\n";
  CsvReader reader(text);
  EXPECT_EQ((*reader.next())->line, 1U);
  EXPECT_EQ((*reader.next())->line, 5U);
  EXPECT_FALSE(reader.next()->has_value());
}

TEST(CsvReader, SaysWhatIsWrongAndOnWhichLine) {
  struct Case {
    const char* name;
    std::string text;
    Error error;
  };
  const std::vector<Case> cases = {
      {"text behind a quote", "a\n\"b\"c", Error::stray_quote},
      {"a quote within", "a\nb\"c", Error::stray_quote},
      {"no closing quote", "a\n\"b", Error::unclosed_quote},
      {"many cells", "a\n" + std::string(max_cells, ','), Error::too_many_cells},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    CsvReader reader(each.text);
    ASSERT_TRUE(reader.next());
    const auto second = reader.next();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().error, each.error);
    EXPECT_EQ(second.error().line, 2U);
  }
}

}  // namespace
}  // namespace servicecard::sheet
