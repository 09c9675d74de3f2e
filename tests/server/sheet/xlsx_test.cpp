#include "server/sheet/xlsx.h"

#include <map>
#include <string>
#include <vector>
#include <xlsxwriter.h>

#include <gtest/gtest.h>

#include "tests/server/sheet/workbooks.h"

namespace servicecard::sheet {
namespace {

using Cells = std::vector<std::string>;

struct Table {
  std::vector<Cells> rows;
  std::vector<std::size_t> lines;
  std::optional<Mistake> mistake;
};

Table read(const std::string& octets) {
  const auto reader = XlsxReader::open(octets);
  if (!reader) return {.rows = {}, .lines = {}, .mistake = Mistake{.error = reader.error()}};
  Table table;
  while (true) {
    auto row = (*reader)->next();
    if (!row) {
      table.mistake = row.error();
      return table;
    }
    if (!*row) return table;
    table.rows.push_back(std::move((*row)->cells));
    table.lines.push_back((*row)->line);
  }
}

std::optional<Error> error_of(const std::string& octets) {
  const Table table = read(octets);
  return table.mistake ? std::optional(table.mistake->error) : std::nullopt;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("nothing to replace: " + from);
  return text.replace(at, from.size(), to);
}

TEST(XlsxReader, ReadsWhatAnotherProgramWrote) {
  const std::string octets = test::written_workbook([](lxw_workbook* book) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book, "企业名册");
    lxw_format* const day = workbook_add_format(book);
    format_set_num_format(day, "yyyy-mm-dd");
    worksheet_write_string(sheet, 0, 0, "名称", nullptr);
    worksheet_write_string(sheet, 0, 2, "䶮 & <𬱖>", nullptr);
    worksheet_write_number(sheet, 2, 0, 3000000.01, nullptr);
    worksheet_write_number(sheet, 2, 1, 44382, day);
    worksheet_write_boolean(sheet, 2, 2, 1, nullptr);
    worksheet_write_formula_num(sheet, 2, 3, "=1+1", nullptr, 2);
    worksheet_write_formula_str(sheet, 2, 4, "=\"a\"&\"b\"", nullptr, "ab");
  });
  const auto reader = XlsxReader::open(octets);
  ASSERT_TRUE(reader);
  EXPECT_EQ((*reader)->title(), "企业名册");
  const Table table = read(octets);
  EXPECT_EQ(table.rows, (std::vector<Cells>{{"名称", "", "䶮 & <𬱖>"},
                                            {"3000000.01", "44382", "TRUE", "2", "ab"}}));
  EXPECT_EQ(table.lines, (std::vector<std::size_t>{1, 3}));
}

TEST(XlsxReader, ReadsRowsByTheHundredThousand) {
  constexpr std::uint32_t count = 100'000;
  const std::string octets = test::written_workbook([](lxw_workbook* book) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book, nullptr);
    for (std::uint32_t line = 0; line < count; ++line) {
      worksheet_write_number(sheet, line, 1, line, nullptr);
    }
  });
  const Table table = read(octets);
  ASSERT_EQ(table.rows.size(), count);
  EXPECT_EQ(table.rows.back(), (Cells{"", std::to_string(count - 1)}));
  EXPECT_EQ(table.lines.back(), count);
}

TEST(XlsxReader, TakesTheFirstSheetThatIsNotHidden) {
  const std::string octets = test::written_workbook([](lxw_workbook* book) {
    lxw_worksheet* const hidden = workbook_add_worksheet(book, "旧");
    lxw_worksheet* const shown = workbook_add_worksheet(book, "新");
    worksheet_write_string(hidden, 0, 0, "no", nullptr);
    worksheet_write_string(shown, 0, 0, "yes", nullptr);
    worksheet_activate(shown);
    worksheet_hide(hidden);
  });
  EXPECT_EQ(read(octets).rows, (std::vector<Cells>{{"yes"}}));
}

struct CellCase {
  const char* name;
  std::string rows;
  std::vector<Cells> cells;
};

TEST(XlsxReader, ReadsEveryWayInWhichACellIsWritten) {
  const std::vector<CellCase> cases = {
      {"inline text", R"(<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>)", {{"a"}}},
      {"text in runs",
       R"(<row><c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c></row>)",
       {{"a b"}}},
      {"phonetic guide",
       R"(<row><c t="inlineStr"><is><t>课</t><rPh sb="0" eb="1"><t>ke</t></rPh></is></c></row>)",
       {{"课"}}},
      {"result of a formula", R"(<row><c t="str"><f>A1</f><v>x</v></c></row>)", {{"x"}}},
      {"error", R"(<row><c t="e"><v>#N/A</v></c></row>)", {{"#N/A"}}},
      {"no places", R"(<row><c><v>1</v></c><c/><c><v>3</v></c></row>)", {{"1", "", "3"}}},
      {"places out of order",
       R"(<row><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>)",
       {{"1", "", "3"}}},
      {"blank rows", R"(<row/><row><c r="A9"/></row><row><c><v>1</v></c></row>)", {{"1"}}},
      {"nothing", "", {}},
  };
  for (const CellCase& each : cases) {
    SCOPED_TRACE(each.name);
    const Table table = read(test::workbook(each.rows));
    EXPECT_FALSE(table.mistake);
    EXPECT_EQ(table.rows, each.cells);
  }
}

struct BadCase {
  const char* name;
  std::string octets;
  Error error;
};

TEST(XlsxReader, RefusesWhatIsNoSoundWorkbook) {
  const std::string good = R"(<row><c><v>1</v></c></row>)";
  const auto without = [&](const char* part) {
    auto parts = test::workbook_parts(good);
    if (parts.erase(part) == 0) throw std::logic_error(part);
    return test::zipped(parts);
  };
  const auto with = [&](const char* part, const std::string& from, const std::string& to) {
    auto parts = test::workbook_parts(good);
    parts.at(part) = replaced(parts.at(part), from, to);
    return test::zipped(parts);
  };
  const char* const book = "xl/workbook.xml";
  const char* const sheet = "xl/worksheets/first.xml";
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  const std::vector<BadCase> cases = {
      {"empty", "", Error::damaged},
      {"no archive", "PK\x03\x04 and so on", Error::damaged},
      {"no package", without("_rels/.rels"), Error::damaged},
      {"no workbook", without(book), Error::damaged},
      {"no relations", without("xl/_rels/workbook.xml.rels"), Error::damaged},
      {"no sheet", without(sheet), Error::damaged},
      {"a relation to nothing", with(book, "rId7", "rId8"), Error::damaged},
      {"all sheets hidden", with(book, "sheetId", R"(state="hidden" sheetId)"), Error::damaged},
      {"days from 1904", with(book, "<sheets>", R"(<workbookPr date1904="1"/><sheets>)"),
       Error::old_calendar},
      {"no XML", with(sheet, "</row>", "</rov>"), Error::damaged},
      {"cut XML", with(sheet, "</worksheet>", ""), Error::damaged},
      {"a document type", with(sheet, "<worksheet", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet"),
       Error::damaged},
      {"nested deep", with(sheet, "<row>", deep + "<row>"), Error::damaged},
      {"a text that is not there", with(sheet, "<c>", R"(<c t="s">)"), Error::damaged},
      {"a wide row", with(sheet, "<c>", R"(<c r="GS1">)"), Error::too_many_cells},
      {"a bomb", test::workbook(std::string(max_inflated, ' ')), Error::too_large},
  };
  for (const BadCase& each : cases) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(error_of(each.octets), each.error);
  }
}

TEST(XlsxReader, RefusesEveryCutOfAFile) {
  const std::string octets = test::workbook(R"(<row><c><v>1</v></c></row>)");
  for (std::size_t size = 0; size < octets.size(); ++size) {
    EXPECT_TRUE(error_of(octets.substr(0, size))) << size;
  }
}

TEST(XlsxReader, NeverShowsOtherCellsForAnOctetThatWasChanged) {
  const std::string octets = test::workbook(R"(<row><c><v>4711</v></c></row>)");
  const Table good = read(octets);
  for (std::size_t at = 0; at < octets.size(); ++at) {
    std::string changed = octets;
    changed[at] = static_cast<char>(changed[at] ^ 0x20);
    const Table table = read(changed);
    EXPECT_TRUE(table.mistake || table.rows == good.rows) << at;
  }
}

}  // namespace
}  // namespace servicecard::sheet
