#include "server/sheet/csv_writer.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "server/sheet/csv.h"

namespace servicecard::sheet {
namespace {

TEST(CsvWriter, WritesAMarkAndLinesThatExcelOpens) {
  CsvWriter writer;
  writer.add({"名称", "备注"});
  writer.add({"甲", ""});
  EXPECT_EQ(writer.text(), "\xef\xbb\xbf名称,备注\r\n甲,\r\n");
}

TEST(CsvWriter, WritesCellsThatAReaderGivesBack) {
  const std::vector<std::string> cells = {"a,b", "say \"x\"", "two\nlines", " ", "plain"};
  CsvWriter writer;
  writer.add(cells);
  CsvReader reader(std::string_view(writer.text()).substr(3));
  const auto row = reader.next();
  ASSERT_TRUE(row && row->has_value());
  EXPECT_EQ((*row)->cells, cells);
}

TEST(CsvWriter, KeepsSpreadsheetsFromRunningACell) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"=1+1", "'=1+1"}, {"+1", "'+1"},     {"-1", "'-1"},     {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "'\t=1"}, {"\r=1", "'\r=1"}, {"\n=1", "'\n=1"}, {"＝1", "'＝1"},
      {"a=1", "a=1"},    {"", ""},          {"张三", "张三"},
  };
  for (const auto& [cell, safe] : cases) EXPECT_EQ(neutralised(cell), safe);
}

}  // namespace
}  // namespace servicecard::sheet
