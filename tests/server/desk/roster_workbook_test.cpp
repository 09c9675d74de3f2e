#include <string>
#include <vector>
#include <xlsxwriter.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/roster.h"
#include "tests/server/desk/test_desk.h"
#include "tests/server/sheet/workbooks.h"

namespace servicecard::desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void write_row(lxw_worksheet* sheet, lxw_row_t line, const std::vector<std::string>& cells) {
  lxw_col_t column = 0;
  for (const std::string& cell : cells) {
    worksheet_write_string(sheet, line, column++, cell.c_str(), nullptr);
  }
}

TEST(RosterWorkbook, IsReadAsACsvFileIs) {
  const std::string octets = test::written_workbook([](lxw_workbook* book) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book, "重点企业");
    write_row(sheet, 0, {"重点企业名册"});
    write_row(sheet, 1, {"统一社会信用代码", "企业名称", "认定", "认定日期", "2025年纳税额（元）"});
    write_row(sheet, 2, {test::uscc(1).str(), "甲公司（虚构）", "高成长性"});
    worksheet_write_number(sheet, 2, 3, 44382, nullptr);
    worksheet_write_number(sheet, 2, 4, 3000000.01, nullptr);
  });
  const auto roster = parse_roster(octets);
  ASSERT_TRUE(roster);
  EXPECT_EQ(roster->encoding, RosterEncoding::xlsx);
  EXPECT_EQ(roster->sheet, "重点企业");
  const auto& rows = std::get<std::vector<EnterpriseRow>>(roster->rows);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_THAT(rows[0].mistakes, IsEmpty());
  EXPECT_EQ(rows[0].line, 3U);
  EXPECT_EQ(rows[0].uscc, test::uscc(1));
  EXPECT_EQ(rows[0].name, "甲公司（虚构）");
  EXPECT_THAT(rows[0].designations, ElementsAre(Designation::high_growth));
  EXPECT_EQ(rows[0].from, CivilDate::of(2021, 7, 5));
  ASSERT_EQ(rows[0].taxes.size(), 1U);
  EXPECT_EQ(rows[0].taxes[0].amount.least().count(), 300'000'001);
}

TEST(RosterWorkbook, SaysThatANumberLostItsLastDigits) {
  const std::string octets = test::written_workbook([](lxw_workbook* book) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book, nullptr);
    write_row(sheet, 0, {"统一社会信用代码", "姓名", "身份证号", "类别", "手机号"});
    write_row(sheet, 1, {test::uscc(1).str(), "张三", "", "企业负责人"});
    worksheet_write_number(sheet, 1, 2, 410399197001010013.0, nullptr);
    worksheet_write_number(sheet, 1, 4, 16100000001.0, nullptr);
  });
  const auto roster = parse_roster(octets);
  ASSERT_TRUE(roster);
  const auto& rows = std::get<std::vector<PersonRow>>(roster->rows);
  ASSERT_EQ(rows.size(), 1U);
  ASSERT_EQ(rows[0].mistakes.size(), 1U);
  EXPECT_EQ(rows[0].mistakes[0].column, "身份证号");
  EXPECT_EQ(rows[0].mistakes[0].error, RosterRowError::destroyed_by_excel);
  EXPECT_TRUE(rows[0].phone);  // eleven digits are kept
}

TEST(RosterWorkbook, IsRefusedWhereItIsNone) {
  struct Case {
    const char* name;
    std::string octets;
    RosterFileError error;
  };
  auto old_days = test::workbook_parts("");
  std::string& book = old_days.at("xl/workbook.xml");
  book.insert(book.find("<sheets>"), R"(<workbookPr date1904="true"/>)");
  const std::vector<Case> cases = {
      {"another archive", test::zipped({{"word/document.xml", "<a/>"}}),
       RosterFileError::damaged_workbook},
      {"days from 1904", test::zipped(old_days), RosterFileError::old_calendar},
      {"no rows", test::workbook(""), RosterFileError::empty},
      {"a wide row", test::workbook(R"(<row><c r="ZZ1"><v>1</v></c></row>)"),
       RosterFileError::too_many_cells},
      {"a bomb", test::workbook(std::string(std::size_t{130} << 20U, ' ')),
       RosterFileError::large_workbook},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    const auto roster = parse_roster(each.octets);
    ASSERT_FALSE(roster);
    EXPECT_EQ(roster.error().error, each.error) << to_string(roster.error().error);
  }
}

TEST(RosterWorkbook, HasNoMoreRowsThanAreTakenAtATime) {
  std::string rows = "<row><c t=\"inlineStr\"><is><t>uscc</t></is></c></row>";
  for (std::size_t i = 0; i <= max_roster_rows; ++i) {
    rows += "<row><c t=\"inlineStr\"><is><t>" + test::uscc(1).str() + "</t></is></c></row>";
  }
  const auto roster = parse_roster(test::workbook(rows));
  ASSERT_FALSE(roster);
  EXPECT_EQ(roster.error().error, RosterFileError::too_many_rows);
}

}  // namespace
}  // namespace servicecard::desk
