#include "server/desk/imprint.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/desk/test_desk.h"

namespace servicecard::desk {
namespace {

const Imprint ours{.scheme = {.zh = "重点企业服务卡", .en = "Service Card"},
                   .issuer = "企业服务中心（演示）",
                   .hotline = "0379-00001234"};

TEST(ImprintOfACounty, IsTheUsualNameAndTheIssuerUntilItIsSet) {
  const test::TestDesk desk;
  const Imprint imprint = show_imprint(desk.desk());
  EXPECT_EQ(imprint.scheme.zh, "重点企业社会公共服务卡");
  EXPECT_EQ(imprint.issuer, desk.desk().issuer.str());
  EXPECT_EQ(imprint.hotline, "");
}

TEST(ImprintOfACounty, StandsOnceItIsSetAndInTheJournal) {
  test::TestDesk desk;
  ASSERT_TRUE(set_imprint(desk.desk(), desk.by("wu"), ours));
  desk.restart();
  EXPECT_EQ(show_imprint(desk.desk()), ours);
  EXPECT_EQ(desk.journal().back().kind, "imprint.set");
}

TEST(ImprintOfACounty, RefusesWhatDoesNotFitACard) {
  struct Case {
    const char* name;
    Imprint imprint;
    ImprintError error;
  };
  std::vector<Case> cases(5, {.name = "", .imprint = ours, .error = ImprintError::bad_scheme});
  cases[0].name = "no name";
  cases[0].imprint.scheme.zh = "";
  cases[1].name = "a name of 21 characters";
  cases[1].imprint.scheme.zh = "服服服服服服服服服服服服服服服服服服服服服";
  cases[2].name = "a line feed";
  cases[2].imprint.scheme.en = "Service\nCard";
  cases[3] = {.name = "an outer space", .imprint = ours, .error = ImprintError::bad_issuer};
  cases[3].imprint.issuer = " 中心";
  cases[4] = {.name = "a hotline of 31", .imprint = ours, .error = ImprintError::bad_hotline};
  cases[4].imprint.hotline = std::string(31, '1');
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    test::TestDesk desk;
    const auto leaves = desk.journal_size();
    const auto set = set_imprint(desk.desk(), desk.by("wu"), each.imprint);
    ASSERT_FALSE(set);
    EXPECT_EQ(to_string(set.error()), to_string(each.error));
    EXPECT_EQ(desk.journal_size(), leaves);
  }
}

}  // namespace
}  // namespace servicecard::desk
