#include "server/sheet/xlsx_writer.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/sheet/xlsx.h"
#include "server/sheet/zip.h"

namespace servicecard::sheet {
namespace {

TEST(XlsxWriter, WritesCellsThatAReaderGivesBack) {
  const std::vector<std::vector<std::string>> rows = {
      {"统一社会信用代码", "名称"}, {"410399197001010013", "<䶮> & \"𬱖\""}, {"", " 前后 "}};
  const std::string octets = write_xlsx("名册 & 表", rows);
  const auto reader = XlsxReader::open(octets);
  ASSERT_TRUE(reader);
  EXPECT_EQ((*reader)->title(), "名册 & 表");
  for (const auto& expected : rows) {
    const auto row = (*reader)->next();
    ASSERT_TRUE(row && row->has_value());
    EXPECT_EQ((*row)->cells, expected);
  }
  EXPECT_FALSE((*reader)->next()->has_value());
}

// Number format 49 is text: what is typed into the column keeps its digits.
TEST(XlsxWriter, MakesEveryColumnText) {
  const std::string octets = write_xlsx("t", {{"a", "b", "c"}});
  auto archive = ZipArchive::open(octets);
  ASSERT_TRUE(archive);
  const std::string sheet = archive->member("xl/worksheets/sheet1.xml")->read_all().value();
  EXPECT_TRUE(sheet.contains(R"(<col min="1" max="3" width="22" style="1" customWidth="1"/>)"));
  const std::string styles = archive->member("xl/styles.xml")->read_all().value();
  EXPECT_TRUE(styles.contains(R"(<xf numFmtId="49" fontId="0" )"));
}

TEST(XlsxWriter, WritesTheSameOctetsForTheSameRows) {
  EXPECT_EQ(write_xlsx("t", {{"a"}}), write_xlsx("t", {{"a"}}));
}

}  // namespace
}  // namespace servicecard::sheet
