#include "server/desk/roster.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/roster_cells.h"
#include "server/sheet/sheet.h"
#include "tests/server/desk/test_desk.h"

namespace servicecard::desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<EnterpriseRow> enterprises(const std::string& file) {
  const auto roster = parse_roster(file);
  EXPECT_TRUE(roster) << to_string(roster.error().error);
  return roster ? std::get<std::vector<EnterpriseRow>>(roster->rows) : std::vector<EnterpriseRow>{};
}

std::vector<PersonRow> people(const std::string& file) {
  const auto roster = parse_roster(file);
  EXPECT_TRUE(roster) << to_string(roster.error().error);
  return roster ? std::get<std::vector<PersonRow>>(roster->rows) : std::vector<PersonRow>{};
}

std::vector<RosterRowError> errors_of(const std::vector<RosterMistake>& mistakes) {
  std::vector<RosterRowError> errors;
  for (const RosterMistake& mistake : mistakes) errors.push_back(mistake.error);
  return errors;
}

const std::string code = test::uscc(1).str();

TEST(RosterFile, ReadsUtf8WithAndWithoutMark) {
  const std::string file = "统一社会信用代码,企业名称\n" + code + ",示例（虚构）\n";
  for (const std::string& octets : {file, "\xef\xbb\xbf" + file}) {
    const auto rows = enterprises(octets);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].uscc, test::uscc(1));
    EXPECT_EQ(rows[0].name, "示例（虚构）");
    EXPECT_EQ(rows[0].line, 2U);
    EXPECT_THAT(rows[0].mistakes, IsEmpty());
  }
}

TEST(RosterFile, ReadsGb18030) {
  // 信用代码,名称 / …,张三䶮 (the last one outside GBK: four octets)
  const std::string file =
      "\xd0\xc5\xd3\xc3\xb4\xfa\xc2\xeb,\xc3\xfb\xb3\xc6\r\n" + code + ",\xd5\xc5\xc8\xfd\r\n";
  const auto roster = parse_roster(file);
  ASSERT_TRUE(roster);
  EXPECT_EQ(roster->encoding, RosterEncoding::gb18030);
  const auto rows = std::get<std::vector<EnterpriseRow>>(roster->rows);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name, "张三");
}

TEST(RosterFile, ReadsCellsInQuotesWithCommasQuotesAndLines) {
  const auto rows =
      enterprises("uscc,remark,name\r\n" + code + ",\"a, \"\"b\"\"\nc\",\"示例, \"\"甲\"\"\"\r\n" +
                  code + ",,乙\r\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].name, "示例, \"甲\"");
  EXPECT_EQ(rows[1].line, 4U);  // the cell before it held a line end
}

TEST(RosterFile, PassesOverTitleLinesAndEmptyRows) {
  const auto rows =
      enterprises("重点企业名册,,\n\n,,\n信用代码,名称,序号\n,,\n" + code + ",甲,1\n\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].line, 6U);
}

TEST(RosterFile, NamesTheColumnsThatItDoesNotKnow) {
  const auto roster =
      parse_roster("信用代码,序号,增长率(%)," + test::resident_id(1) + "\n" + code + ",1,2,3\n");
  ASSERT_TRUE(roster);
  EXPECT_THAT(roster->ignored, ElementsAre("序号", "增长率(%)"));  // and never a resident ID
}

struct FileCase {
  const char* name;
  std::string file;
  RosterFileError error;
  std::size_t line;
};

TEST(RosterFile, RefusesFilesThatAreNone) {
  const std::string wide(sheet::max_cells, ',');
  std::string wrong = "uscc,name\n";
  for (std::size_t i = 0; i <= max_wrong_rows; ++i) wrong += "x,y\n";
  const std::vector<FileCase> cases = {
      {"xlsx", std::string("PK\x03\x04 and so on"), RosterFileError::damaged_workbook, 0},
      {"xls", "\xd0\xcf\x11\xe0 and so on", RosterFileError::spreadsheet, 0},
      {"NUL", std::string("uscc\n\0", 6), RosterFileError::not_text, 0},
      {"UTF-16", "\xff\xfeu", RosterFileError::not_text, 0},
      {"cut GB18030", "\xd0\xc5\xd3", RosterFileError::not_text, 0},
      {"empty", "", RosterFileError::empty, 0},
      {"blank", "\n\n,,\n", RosterFileError::empty, 0},
      {"no headers", "甲,乙\n丙,丁\n戊,己\n庚,辛\n壬,癸\n子,丑\n寅,卯\n",
       RosterFileError::no_code_column, 6},
      {"no code among the headers", "企业名称,年度\n", RosterFileError::no_code_column, 1},
      {"two codes", "uscc,信用代码\n", RosterFileError::repeated_column, 1},
      {"one year twice", "uscc,2025年纳税(元),2025年纳税额(万元)\n",
       RosterFileError::repeated_column, 1},
      {"tax of no year", "uscc,纳税额(万元)\n", RosterFileError::missing_column, 1},
      {"people without a role", "uscc,姓名,身份证号\n", RosterFileError::missing_column, 1},
      {"people without a name", "uscc,身份证号,类别\n", RosterFileError::missing_column, 1},
      {"text behind a quote", "uscc,name\n\"a\"b,c\n", RosterFileError::bad_quotes, 2},
      {"a quote within", "uscc,name\na\"b,c\n", RosterFileError::bad_quotes, 2},
      {"a quote without end", "uscc,name\n\"ab,c\n", RosterFileError::bad_quotes, 2},
      {"many cells", "uscc,name\n" + wide, RosterFileError::too_many_cells, 2},
      {"another kind of file", wrong, RosterFileError::too_many_mistakes, max_wrong_rows + 2},
  };
  for (const FileCase& each : cases) {
    SCOPED_TRACE(each.name);
    const auto roster = parse_roster(each.file);
    ASSERT_FALSE(roster);
    EXPECT_EQ(roster.error().error, each.error) << to_string(roster.error().error);
    EXPECT_EQ(roster.error().line, each.line);
  }
}

struct TaxCase {
  const char* name;
  const char* header;
  const char* cell;
  std::int64_t least;
  std::int64_t most;
};

TEST(RosterFile, ReadsTaxByTheUnitOfItsHeader) {
  const std::vector<TaxCase> cases = {
      {"yuan in brackets", "2025年纳税额（元）", "3000000.01", 300'000'001, 300'000'001},
      {"yuan without", "2025年纳税额元", "\"3,000,000.00\"", 300'000'000, 300'000'000},
      {"no unit is yuan", "2025年度纳税总额", "3000000", 300'000'000, 300'000'000},
      {"万元 in brackets", "2025年税收(万元)", "300.00", 299'995'000, 300'005'000},
      {"万元 without", "2025年纳税万元", "300.00", 299'995'000, 300'005'000},
      {"万元, exact", "2025纳税额（单位：万元）", "300.000001", 300'000'001, 300'000'001},
      {"English", "tax_2025_yuan", "1.5", 150, 150},
      {"English, 万元", "Tax 2025 (wan)", "0.02", 15'000, 25'000},
      {"full width", "２０２５年纳税额（元）", "３００．５０", 30'050, 30'050},
      {"full-width comma", "2025年纳税额(元)", "3，000.00", 300'000, 300'000},
      {"nothing in 万元 begins at zero", "2025年纳税额(万元)", "0.00", 0, 5'000},
  };
  for (const TaxCase& each : cases) {
    SCOPED_TRACE(each.name);
    const auto rows =
        enterprises(std::string("uscc,") + each.header + "\n" + code + "," + each.cell + "\n");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_THAT(rows[0].mistakes, IsEmpty());
    ASSERT_EQ(rows[0].taxes.size(), 1U);
    EXPECT_EQ(rows[0].taxes[0].year, 2025);
    EXPECT_EQ(rows[0].taxes[0].amount.least().count(), each.least);
    EXPECT_EQ(rows[0].taxes[0].amount.most().count(), each.most);
  }
}

TEST(RosterFile, ReadsTheYearFromAColumnOfItsOwn) {
  const auto rows = enterprises("uscc,年度,纳税额(元),口径\n" + code + ",2024年,1,申报\n" + code +
                                ",,1,\n" + code + ",24,1,\n");
  ASSERT_EQ(rows.size(), 3U);
  ASSERT_EQ(rows[0].taxes.size(), 1U);
  EXPECT_EQ(rows[0].taxes[0].year, 2024);
  EXPECT_EQ(rows[0].basis, TaxBasis::declared);
  EXPECT_THAT(errors_of(rows[1].mistakes), ElementsAre(RosterRowError::missing));
  EXPECT_THAT(errors_of(rows[2].mistakes), ElementsAre(RosterRowError::bad_year));
}

struct DateCase {
  const char* cell;
  const char* day;  ///< empty: refused
};

TEST(RosterCells, ReadDatesAsOfficesWriteThem) {
  for (const DateCase& each : std::vector<DateCase>{{"2021-07-05", "2021-07-05"},
                                                    {"2021/7/5", "2021-07-05"},
                                                    {"2021.7.5", "2021-07-05"},
                                                    {"2021年7月5日", "2021-07-05"},
                                                    {"２０２１年７月５日", "2021-07-05"},
                                                    {"20210705", "2021-07-05"},
                                                    {"44382", "2021-07-05"},
                                                    {"2021/7/5 0:00", "2021-07-05"},
                                                    {"2021-07-05 00:00:00", "2021-07-05"},
                                                    {"2024-02-29", "2024-02-29"},
                                                    {"2023-02-29", ""},
                                                    {"2021-13-01", ""},
                                                    {"2021-7", ""},
                                                    {"2021年7月", ""},
                                                    {"2021年7月5日上午", ""},
                                                    {"21-7-5", ""},
                                                    {"2021-07-05-01", ""},
                                                    {"9999", ""},
                                                    {"7/5/2021", ""},
                                                    {"2021-07-05 10:30", ""},
                                                    {"不详", ""}}) {
    SCOPED_TRACE(each.cell);
    const auto date = roster_cells::date(each.cell);
    EXPECT_EQ(date ? date->str() : "", each.day);
  }
}

TEST(RosterCells, SayWhichNumbersExcelDestroyed) {
  for (const char* cell : {"4.10329E+17", "4.10399e+17", "４.1E+17", "410399197001010000"}) {
    SCOPED_TRACE(cell);
    EXPECT_EQ(roster_cells::resident_id(cell).error(), RosterRowError::destroyed_by_excel);
    EXPECT_EQ(roster_cells::code(cell).error(), RosterRowError::destroyed_by_excel);
  }
  EXPECT_EQ(roster_cells::resident_id("410399197001010014").error(),
            RosterRowError::bad_resident_id);
  EXPECT_EQ(roster_cells::code("91410329FAKE000137").error(), RosterRowError::bad_code);
}

TEST(RosterCells, ReadNumbersInFullWidthAndLowerCase) {
  EXPECT_EQ(roster_cells::code("９１４１０３２９ＦＡＫＥ００013６")->str(), "91410329FAKE000136");
  EXPECT_EQ(roster_cells::code("91410329fake000136").value(), test::uscc(1));
  EXPECT_EQ(roster_cells::resident_id("11010519491231002x")->reveal(), "11010519491231002X");
  EXPECT_EQ(roster_cells::phone("１６１００００００01")->reveal(), "16100000001");
}

TEST(RosterCells, ReadDesignationsAlsoSeveralInOneCell) {
  EXPECT_THAT(roster_cells::designations("重点企业").value(), ElementsAre(Designation::key));
  EXPECT_THAT(roster_cells::designations("重点、高成长性；专精特新").value(),
              ElementsAre(Designation::key, Designation::high_growth, Designation::srdi));
  EXPECT_THAT(roster_cells::designations("key/High_Growth").value(),
              ElementsAre(Designation::key, Designation::high_growth));
  EXPECT_EQ(roster_cells::designations("重点、优秀").error(), RosterRowError::bad_designation);
  EXPECT_EQ(roster_cells::designations("、").error(), RosterRowError::bad_designation);
}

struct CellCase {
  const char* name;
  const char* header;
  const char* cell;
  RosterRowError error;
};

TEST(RosterFile, NotesEveryMistakeOfAnEnterprise) {
  const std::vector<CellCase> cases = {
      {"name with a control character", "name", "甲\xe2\x80\xae乙", RosterRowError::bad_name},
      {"resident ID for a name", "name", "410399197001010013", RosterRowError::bad_name},
      {"credit", "信用状况", "一般", RosterRowError::bad_credit_status},
      {"designation", "认定类别", "优秀", RosterRowError::bad_designation},
      {"first day", "认定日期", "去年", RosterRowError::bad_date},
      {"last day", "认定截止日期", "2021-02-30", RosterRowError::bad_date},
      {"negative amount", "2025年纳税额(元)", "-1", RosterRowError::bad_amount},
      {"negative 万元", "2025年纳税额(万元)", "-300.00", RosterRowError::bad_amount},
      {"amount in Excel's form", "2025年纳税额(元)", "3E+06", RosterRowError::bad_amount},
      {"three decimals", "2025年纳税额(元)", "1.005", RosterRowError::bad_amount},
      {"a word for an amount", "2025年纳税额(元)", "无", RosterRowError::bad_amount},
      {"huge amount", "2025年纳税额(元)", "99999999999999999999", RosterRowError::bad_amount},
      {"basis", "口径", "估计", RosterRowError::bad_basis},
      {"a cell too many", "备注", "x,y", RosterRowError::too_many_cells},
  };
  for (const CellCase& each : cases) {
    SCOPED_TRACE(each.name);
    const auto rows =
        enterprises(std::string("uscc,") + each.header + "\n" + code + "," + each.cell + "\n");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_THAT(errors_of(rows[0].mistakes), ElementsAre(each.error));
  }
  const auto rows = enterprises("uscc,name,认定起始日期,认定截止日期\n,甲,2021-07-05,2021-07-04\n");
  EXPECT_THAT(errors_of(rows[0].mistakes),
              ElementsAre(RosterRowError::missing, RosterRowError::end_before_start));
}

TEST(RosterFile, ReadsPeople) {
  const auto rows =
      people("企业代码,姓名,身份证号码（18位）,联系电话,人员类别,合同到期日\n" + code +
             ",欧阳·娜,'" + test::resident_id(1) + ",16100000001,高层次人才,2027/4/30\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_THAT(rows[0].mistakes, IsEmpty());
  EXPECT_EQ(rows[0].name->str(), "欧阳·娜");
  EXPECT_EQ(rows[0].resident_id->reveal(), test::resident_id(1));
  EXPECT_EQ(rows[0].phone->reveal(), "16100000001");
  EXPECT_EQ(rows[0].role, Category::talent);
  EXPECT_EQ(rows[0].contract_end->str(), "2027-04-30");
}

TEST(RosterFile, NotesEveryMistakeOfAPerson) {
  const auto rows = people("uscc,name,resident_id,phone,role,contract_end\n" + code +
                           ",410399197001010013,123,12,boss,never\n,,,,,x\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(
      errors_of(rows[0].mistakes),
      ElementsAre(RosterRowError::bad_name, RosterRowError::bad_resident_id,
                  RosterRowError::bad_phone, RosterRowError::bad_role, RosterRowError::bad_date));
  EXPECT_FALSE(rows[0].name);  // an ID in the wrong column is not repeated
  EXPECT_THAT(errors_of(rows[1].mistakes),
              ElementsAre(RosterRowError::missing, RosterRowError::missing, RosterRowError::missing,
                          RosterRowError::missing, RosterRowError::bad_date));
}

TEST(RosterFile, ReadsItsTemplates) {
  EXPECT_EQ(enterprises(test::source_file("schema/rosters/enterprises.csv")).size(), 3U);
  EXPECT_EQ(people(test::source_file("schema/rosters/people.csv")).size(), 2U);
  for (const auto& row : enterprises(test::source_file("schema/rosters/enterprises.csv"))) {
    EXPECT_THAT(row.mistakes, IsEmpty());
  }
  for (const auto& row : people(test::source_file("schema/rosters/people.csv"))) {
    EXPECT_THAT(row.mistakes, IsEmpty());
  }
}

}  // namespace
}  // namespace servicecard::desk
