#include "cli/table.h"

#include <gtest/gtest.h>

#include "cli/display_width.h"
#include "cli/render.h"

namespace servicecard::cli {
namespace {

TEST(DisplayWidth, CountsWhatATerminalShows) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("YC26-00017-2"), 12U);
  EXPECT_EQ(display_width("欧阳娜"), 6U);
  EXPECT_EQ(display_width("阿·明"), 5U);
  EXPECT_EQ(display_width("𬱖㛃"), 4U);
  EXPECT_EQ(display_width("（虚构）"), 8U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
}

TEST(DisplayWidth, LeavesNothingThatSteersTheTerminal) {
  EXPECT_EQ(printable("张\x1b[31m三"), "张\uFFFD[31m三");
  EXPECT_EQ(printable("a\u202Eb"), "a\uFFFDb");
  EXPECT_EQ(printable("\xff"), "\uFFFD");
}

TEST(Table, AlignsColumnsByDisplayWidth) {
  Table table({"姓名", "no"});
  table.add({"张三", "1"});
  table.add({"阿·明", "22"});
  table.add({"Li", ""});
  EXPECT_EQ(table.str(), "姓名   no\n张三   1\n阿·明  22\nLi\n");
}

TEST(Table, RefusesMoreCellsThanColumns) {
  Table table({"a"});
  EXPECT_THROW(table.add({"1", "2"}), std::logic_error);
}

TEST(Render, ShowsMoneyListsTextsAndAbsence) {
  EXPECT_EQ(cell_of("amount_from_fen", json::value(300'000'001), Language::en), "3,000,000.01");
  EXPECT_EQ(cell_of("designations", json::array{"key", "listed"}, Language::en), "key, listed");
  EXPECT_EQ(cell_of("text", json::object{{"zh", "有效"}, {"en", "valid"}}, Language::zh), "有效");
  EXPECT_EQ(cell_of("card", json::value(), Language::en), "-");
}

TEST(Render, PutsObjectsUnderTheirNames) {
  const json::value document{{"number", "N"},
                             {"items", json::array{{{"kid", "k"}, {"signs", true}}}}};
  EXPECT_EQ(render(document, Language::en), "number  N\nitems\n  kid  signs\n  k    yes\n");
  EXPECT_EQ(render(json::value{{"uscc", "X"}}, Language::zh), "统一社会信用代码  X\n");
}

TEST(Render, ShowsADecisionsReasonsAsATree) {
  const json::value document{
      {"trace",
       {{"result", "yes"},
        {"zh", "满足其一"},
        {"en", "any of"},
        {"parts", json::array{{{"result", "no"}, {"zh", "重点企业"}, {"en", "key"}}}}}}};
  EXPECT_EQ(render(document, Language::en), "trace\n  any of: yes\n    key: no\n");
}

TEST(Render, NamesCodesOfTheApiInTheUsersLanguage) {
  EXPECT_EQ(cell_of("state", "suspended", Language::zh), "已暂停");
  EXPECT_EQ(cell_of("state", "suspended", Language::en), "suspended");
  EXPECT_EQ(cell_of("sectors", json::array{"health", "education"}, Language::zh), "医疗, 教育");
}

TEST(Render, LeavesSomebodysOwnWordsAlone) {
  EXPECT_EQ(cell_of("note", "suspended", Language::zh), "suspended");
}

}  // namespace
}  // namespace servicecard::cli
