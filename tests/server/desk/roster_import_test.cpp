#include "server/desk/roster_import.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/departure.h"
#include "server/desk/enterprises.h"
#include "server/desk/people.h"
#include "server/store/people.h"
#include "tests/server/desk/test_desk.h"

namespace servicecard::desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string header =
    "统一社会信用代码,企业名称,信用状况,认定类别,认定起始日期,认定截止日期,2025年纳税额(元)\n";
const std::string first = test::uscc(1).str();
const std::string second = test::uscc(2).str();
const std::string two_enterprises = header + first +
                                    ",甲公司（虚构）,良好,高成长性,2021-07-05,,3000000.01\n" +
                                    second + ",乙公司（虚构）,,重点、挂牌,2021-07-05,,\n";

std::string people_file(const std::string& rows) {
  return "uscc,姓名,身份证号,手机号,人员类别,合同到期日\n" + rows;
}

class RosterImport : public testing::Test {
 protected:
  RosterReport import(const std::string& file, RosterMode mode = RosterMode::apply,
                      RosterRows rows = RosterRows::all, const std::string& who = "chen") {
    return import_roster(desk_.desk(), desk_.by(who), file, mode, rows).value();
  }

  static std::vector<RosterAction> actions(const RosterReport& report) {
    std::vector<RosterAction> all;
    for (const RosterReportRow& row : report.rows) all.push_back(row.action);
    return all;
  }

  static std::vector<RosterRowError> errors(const RosterReportRow& row) {
    std::vector<RosterRowError> all;
    for (const RosterMistake& mistake : row.mistakes) all.push_back(mistake.error);
    return all;
  }

  std::int64_t count(const std::string& table) {
    return desk_.store().read(
        [&](store::Snapshot& snapshot) { return test::count_rows(snapshot, table); });
  }

  std::vector<std::string> new_kinds(std::size_t before) {
    std::vector<std::string> kinds;
    for (const auto& leaf : desk_.journal()) kinds.push_back(leaf.kind);
    kinds.erase(kinds.begin(), kinds.begin() + static_cast<std::ptrdiff_t>(before));
    return kinds;
  }

  EnterpriseDetail shown(const Uscc& uscc) {
    return show_enterprise(desk_.desk(), desk_.clock().now(), uscc).value();
  }

  test::TestDesk desk_;
};

TEST_F(RosterImport, SaysInADryRunWhatItWouldDoAndDoesNothing) {
  const auto leaves = desk_.journal_size();
  const RosterReport report = import(two_enterprises, RosterMode::dry_run);
  EXPECT_FALSE(report.applied);
  EXPECT_THAT(actions(report), ElementsAre(RosterAction::create, RosterAction::create));
  EXPECT_EQ(report.rows[0].changes.size(), 3U);
  EXPECT_EQ(report.rows[0].changes[2].zh, "2025 年纳税：3,000,000.01 元（入库）");
  EXPECT_EQ(report.rows[0].changes[2].en, "tax of 2025: 3,000,000.01 yuan (paid)");
  EXPECT_EQ(count("enterprise"), 0);
  EXPECT_EQ(desk_.journal_size(), leaves);
}

TEST_F(RosterImport, AppliesWithALeafForEachRecordAndOneForItself) {
  const auto leaves = desk_.journal_size();
  const RosterReport report = import(two_enterprises);
  EXPECT_TRUE(report.applied);
  EXPECT_EQ(report.summary.create, 2);
  EXPECT_THAT(
      new_kinds(leaves),
      ElementsAre("enterprise.added", "designation.added", "tax_record.added", "enterprise.added",
                  "designation.added", "designation.added", "roster.imported"));
  const EnterpriseDetail detail = shown(test::uscc(1));
  EXPECT_EQ(detail.enterprise.credit_status, "good");
  ASSERT_EQ(detail.tax_records.size(), 1U);
  EXPECT_EQ(detail.tax_records[0].amount.least().count(), 300'000'001);
  EXPECT_EQ(detail.tax_records[0].entered_by, "chen");
  EXPECT_FALSE(detail.tax_records[0].confirmed_by);
}

TEST_F(RosterImport, ChangesNothingTheSecondTime) {
  static_cast<void>(import(two_enterprises));
  const auto leaves = desk_.journal_size();
  const RosterReport again = import(two_enterprises);
  EXPECT_TRUE(again.applied);
  EXPECT_THAT(actions(again), ElementsAre(RosterAction::same, RosterAction::same));
  EXPECT_TRUE(again.rows[0].changes.empty());
  EXPECT_EQ(desk_.journal_size(), leaves);
}

TEST_F(RosterImport, SupersedesACorrectedAmount) {
  static_cast<void>(import(two_enterprises));
  const RosterReport report = import("uscc,2025年纳税额(万元),口径\n" + first + ",300.00,申报\n");
  EXPECT_THAT(actions(report), ElementsAre(RosterAction::update));
  EXPECT_EQ(report.rows[0].changes[0].zh,
            "2025 年纳税更正：3,000,000.01 元（入库） → 2,999,950.00–3,000,050.00 元（申报）");
  const EnterpriseDetail detail = shown(test::uscc(1));
  ASSERT_EQ(detail.tax_records.size(), 2U);
  EXPECT_EQ(detail.tax_records[0].superseded_by, detail.tax_records[1].id);
}

TEST_F(RosterImport, ChangesNamesCreditAndTheEndOfADesignation) {
  static_cast<void>(import(two_enterprises));
  const auto leaves = desk_.journal_size();
  const RosterReport report = import("uscc,name,信用状况,认定,认定截止日期\n" + first +
                                     ",丙公司（虚构）,失信,高成长,2026-12-31\n");
  EXPECT_THAT(actions(report), ElementsAre(RosterAction::update));
  EXPECT_THAT(new_kinds(leaves),
              ElementsAre("enterprise.changed", "designation.ended", "roster.imported"));
  EXPECT_EQ(report.rows[0].changes[0].en, "name: 甲公司（虚构） → 丙公司（虚构）");
  EXPECT_EQ(report.rows[0].changes[1].zh, "信用状况：良好 → 失信");
  EXPECT_EQ(report.rows[0].changes[2].zh, "高成长性企业截止：无期限 → 2026-12-31");
  const EnterpriseDetail detail = shown(test::uscc(1));
  EXPECT_EQ(detail.enterprise.name, "丙公司（虚构）");
  EXPECT_EQ(detail.designations.at(0).until->str(), "2026-12-31");
}

TEST_F(RosterImport, LeavesAloneWhatTheFileDoesNotSay) {
  static_cast<void>(import(two_enterprises));
  const RosterReport report = import(header + first + ",,,,,,\n");
  EXPECT_THAT(actions(report), ElementsAre(RosterAction::same));
  EXPECT_EQ(report.rows[0].name, "甲公司（虚构）");
}

TEST_F(RosterImport, AppliesNothingWhileOneRowIsWrong) {
  const std::string file = two_enterprises + test::uscc(3).str() + ",,,,,,\n";
  const auto leaves = desk_.journal_size();
  const RosterReport report = import(file);
  EXPECT_FALSE(report.applied);
  EXPECT_EQ(report.summary.error, 1);
  EXPECT_THAT(errors(report.rows[2]), ElementsAre(RosterRowError::missing));
  EXPECT_EQ(count("enterprise"), 0);
  EXPECT_EQ(desk_.journal_size(), leaves);
}

TEST_F(RosterImport, AppliesTheGoodRowsWhereAskedTo) {
  // The wrong row's enterprise is not made, though its name is right.
  const std::string file =
      header + test::uscc(3).str() + ",丙,,,,,-1\n" + test::uscc(4).str() + ",丁,,,,,1\n";
  const RosterReport report = import(file, RosterMode::apply, RosterRows::good);
  EXPECT_TRUE(report.applied);
  EXPECT_THAT(actions(report), ElementsAre(RosterAction::error, RosterAction::create));
  EXPECT_EQ(count("enterprise"), 1);
}

TEST_F(RosterImport, IsNotAppliedWithoutAGoodRow) {
  EXPECT_FALSE(import(header + ",,,,,,\n", RosterMode::apply, RosterRows::good).applied);
  EXPECT_FALSE(import(header).applied);
}

struct WrongRow {
  const char* name;
  std::string file;
  RosterRowError error;
  const char* column;
};

TEST_F(RosterImport, FindsWhatIsWrongBesideTheRecord) {
  static_cast<void>(import(two_enterprises));
  static_cast<void>(import(people_file(first + ",张三," + test::resident_id(1) + ",,负责人,\n")));
  const std::vector<WrongRow> cases = {
      {"new without a name", header + test::uscc(3).str() + ",,,,,,\n", RosterRowError::missing,
       "企业名称"},
      {"designation without its first day", header + first + ",,,专精特新,,,\n",
       RosterRowError::missing, "认定起始日期"},
      {"end before the start on record", header + first + ",,,高成长性,,2021-07-04,\n",
       RosterRowError::end_before_start, "认定起始日期"},
      {"year that has not ended", "uscc,2026年纳税额(元)\n" + first + ",1\n",
       RosterRowError::future_year, "2026年纳税额(元)"},
      {"person of no enterprise",
       people_file(test::uscc(9).str() + ",张三," + test::resident_id(2) + ",,负责人,\n"),
       RosterRowError::no_such_enterprise, "uscc"},
      {"person of another enterprise",
       people_file(second + ",张三," + test::resident_id(1) + ",,负责人,\n"),
       RosterRowError::at_other_enterprise, "uscc"},
  };
  for (const WrongRow& each : cases) {
    SCOPED_TRACE(each.name);
    const RosterReport report = import(each.file);
    EXPECT_FALSE(report.applied);
    ASSERT_EQ(report.rows.size(), 1U);
    EXPECT_THAT(errors(report.rows[0]), ElementsAre(each.error));
    EXPECT_EQ(report.rows[0].mistakes.at(0).column, each.column);
  }
}

TEST_F(RosterImport, RefusesRowsThatContradictAnEarlierOne) {
  static_cast<void>(import(two_enterprises));
  const std::string row = first + ",甲公司（虚构）,良好,高成长性,2021-07-05,2027-01-01,1\n";
  for (const std::string& other :
       {first + ",乙,,,,,\n", first + ",,失信,,,,\n",
        first + ",,,高成长性,2021-07-05,2027-01-02,\n", first + ",,,,,,2\n"}) {
    SCOPED_TRACE(other);
    const RosterReport report = import(header + row + other);
    EXPECT_FALSE(report.applied);
    EXPECT_THAT(errors(report.rows.at(1)), ElementsAre(RosterRowError::contradiction));
    EXPECT_EQ(report.rows[1].mistakes[0].other_line, 2U);
  }
  const RosterReport twice = import(header + row + row);
  EXPECT_THAT(actions(twice), ElementsAre(RosterAction::update, RosterAction::same));
}

TEST_F(RosterImport, RefusesFakeCodesWhereOnlyRealOnesBelong) {
  test::TestDesk strict(FakeRecords::refused);
  const auto report = import_roster(strict.desk(), strict.by("chen"), two_enterprises,
                                    RosterMode::dry_run, RosterRows::all);
  EXPECT_THAT(errors(report->rows.at(0)), ElementsAre(RosterRowError::fake_code));
}

TEST_F(RosterImport, TakesUpPeopleAndWhatChangedOfThem) {
  static_cast<void>(import(two_enterprises));
  const std::string id = test::resident_id(1);
  const auto leaves = desk_.journal_size();
  const std::string file = people_file(first + ",张三," + id + ",16100000001,负责人,\n" + first +
                                       ",李四," + test::resident_id(2) + ",,人才,2027-04-30\n");
  EXPECT_THAT(actions(import(file)), ElementsAre(RosterAction::create, RosterAction::create));
  EXPECT_THAT(new_kinds(leaves), ElementsAre("person.added", "person.added", "roster.imported"));
  EXPECT_THAT(actions(import(file)), ElementsAre(RosterAction::same, RosterAction::same));
  const RosterReport changed =
      import(people_file(first + ",张叁," + id + ",16100000002,人才,2028-04-30\n"));
  EXPECT_THAT(actions(changed), ElementsAre(RosterAction::update));
  std::vector<std::string> words;
  for (const BilingualText& change : changed.rows[0].changes) words.push_back(change.zh);
  EXPECT_THAT(words, ElementsAre("姓名：张三 → 张叁", "类别：企业负责人 → 高层次人才",
                                 "电话：161****0001 → 161****0002", "合同到期日：— → 2028-04-30"));
  EXPECT_EQ(show_person(desk_.desk(), desk_.clock().now(), 1)->name.str(), "张叁");
}

TEST_F(RosterImport, TakesPeopleUpAgainWhoHaveLeft) {
  static_cast<void>(import(two_enterprises));
  const std::string rest = ",张三," + test::resident_id(1) + ",,负责人,\n";
  static_cast<void>(import(people_file(first + rest)));
  const std::string moved = people_file(second + rest);
  EXPECT_THAT(errors(import(moved).rows.at(0)), ElementsAre(RosterRowError::at_other_enterprise));
  leave_enterprise(desk_.desk(), desk_.by("wang"), 1, {}, Run::real).value();
  const RosterReport report = import(moved);
  EXPECT_THAT(actions(report), ElementsAre(RosterAction::update));
  EXPECT_THAT(report.rows[0].changes.at(0).en, HasSubstr("taken up again (left " + first));
  EXPECT_EQ(show_person(desk_.desk(), desk_.clock().now(), 1)->enterprise.str(), second);
  EXPECT_EQ(count("person"), 1);
  EXPECT_THAT(actions(import(moved)), ElementsAre(RosterAction::same));
}

TEST_F(RosterImport, RefusesPeopleWhoContradictThemselves) {
  static_cast<void>(import(two_enterprises));
  const std::string id = test::resident_id(1);
  const RosterReport report = import(
      people_file(first + ",张三," + id + ",,负责人,\n" + first + ",张四," + id + ",,负责人,\n"));
  EXPECT_THAT(errors(report.rows.at(1)), ElementsAre(RosterRowError::contradiction));
}

TEST_F(RosterImport, NeitherKeepsNorRepeatsAResidentId) {
  static_cast<void>(import(two_enterprises));
  const std::string canary = test::resident_id(77);
  const std::string phone = "16100000077";
  const RosterReport report =
      import(people_file(first + ",张三," + canary + "," + phone + ",负责人,\n"));
  EXPECT_TRUE(report.applied);
  EXPECT_THAT(desk_.octets(), Not(HasSubstr(canary)));
  EXPECT_THAT(desk_.octets(), Not(HasSubstr(phone)));
  EXPECT_THAT(desk_.octets(), HasSubstr("张三"));  // the search finds what is there
}

TEST_F(RosterImport, TakesTwentyThousandRows) {
  static_cast<void>(import(two_enterprises));
  std::string rows;
  int made = 0;
  for (int n = 0; made < 20'000; ++n) {
    const std::string id = test::resident_id(n);
    if (id.ends_with("000")) continue;  // as if Excel had destroyed it
    rows += first + ",张三," + id + ",,人才,\n";
    ++made;
  }
  EXPECT_EQ(import(people_file(rows)).summary.create, 20'000);
  EXPECT_EQ(count("person"), 20'000);
}

}  // namespace
}  // namespace servicecard::desk
