#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/enterprises.h"
#include "server/desk/grounds.h"
#include "server/desk/people.h"
#include "tests/server/desk/test_desk.h"
#include "tests/support/vectors.h"

namespace servicecard::desk {
namespace {

using testing::HasSubstr;
using testing::Not;

CivilDate day(const char* text) { return CivilDate::parse(text).value(); }

/// A desk with one enterprise, its designation (1), its unconfirmed tax of 2025 (1) and a person
/// (1), all entered by chen.
class Records : public testing::Test {
 protected:
  Records() {
    add_enterprise(desk(), chen(), test::uscc(1), "甲公司（虚构）", CreditStatus::good).value();
    add_designation(desk(), chen(), test::uscc(1), key_from("2021-07-05")).value();
    add_tax_record(desk(), chen(), test::uscc(1), tax(2025, 300'000'001)).value();
    add_person(desk(), chen(), person(1, "张三")).value();
  }

  const Desk& desk() { return desk_.desk(); }
  access::Act chen() { return desk_.by("chen"); }

  static NewDesignation key_from(const char* from) {
    return {.kind = Designation::key, .from = day(from), .until = std::nullopt, .source = "文件"};
  }
  static NewTax tax(int year, std::int64_t fen) {
    return {.year = year, .amount = FenRange(Fen(fen)), .basis = TaxBasis::paid, .source = "税务"};
  }
  static NewPerson person(int n, const std::string& name) {
    return {.enterprise = test::uscc(1),
            .name = PersonName::parse(name).value(),
            .resident_id = ResidentId::parse(test::resident_id(n)).value(),
            .phone = Phone::parse("16100000001").value(),
            .role = Category::principal,
            .contract_end = std::nullopt};
  }

  test::TestDesk desk_;
};

template <class Result>
std::optional<RecordError> error_of(const Result& result) {
  return result ? std::nullopt : std::optional(result.error());
}

struct Refusal {
  const char* name;
  std::function<std::optional<RecordError>()> act;
  RecordError error;
};

TEST_F(Records, AreNotChangedForTheseReasons) {
  const Uscc known = test::uscc(1);
  const Uscc unknown = test::uscc(2);
  add_enterprise(desk(), chen(), test::uscc(3), "丙公司（虚构）", CreditStatus::good).value();
  add_tax_record(desk(), chen(), known, tax(2024, 1)).value();
  add_tax_record(desk(), chen(), known, tax(2024, 2)).value();
  confirm_tax_record(desk(), desk_.by("li"), known, 3).value();
  test::TestDesk strict(FakeRecords::refused);
  const std::vector<Refusal> cases = {
      {"show an unknown enterprise",
       [&] { return error_of(show_enterprise(desk(), test::test_time(), unknown)); },
       RecordError::no_such_enterprise},
      {"change an unknown enterprise",
       [&] { return error_of(change_enterprise(desk(), chen(), unknown, {})); },
       RecordError::no_such_enterprise},
      {"designate an unknown enterprise",
       [&] { return error_of(add_designation(desk(), chen(), unknown, key_from("2021-01-01"))); },
       RecordError::no_such_enterprise},
      {"tax of an unknown enterprise",
       [&] { return error_of(add_tax_record(desk(), chen(), unknown, tax(2025, 1))); },
       RecordError::no_such_enterprise},
      {"person of an unknown enterprise",
       [&] {
         NewPerson someone = person(2, "李四");
         someone.enterprise = unknown;
         return error_of(add_person(desk(), chen(), someone));
       },
       RecordError::no_such_enterprise},
      {"end an unknown designation",
       [&] { return error_of(end_designation(desk(), chen(), known, 9, day("2026-01-01"))); },
       RecordError::no_such_designation},
      {"end another enterprise's designation",
       [&] {
         return error_of(end_designation(desk(), chen(), test::uscc(3), 1, day("2026-01-01")));
       },
       RecordError::no_such_designation},
      {"confirm an unknown tax record",
       [&] { return error_of(confirm_tax_record(desk(), desk_.by("li"), known, 9)); },
       RecordError::no_such_tax_record},
      {"confirm another enterprise's tax record",
       [&] { return error_of(confirm_tax_record(desk(), desk_.by("li"), test::uscc(3), 1)); },
       RecordError::no_such_tax_record},
      {"show an unknown person",
       [&] { return error_of(show_person(desk(), test::test_time(), 9)); },
       RecordError::no_such_person},
      {"change an unknown person", [&] { return error_of(change_person(desk(), chen(), 9, {})); },
       RecordError::no_such_person},
      {"an enterprise twice",
       [&] { return error_of(add_enterprise(desk(), chen(), known, "乙", CreditStatus::good)); },
       RecordError::enterprise_exists},
      {"a designation twice",
       [&] { return error_of(add_designation(desk(), chen(), known, key_from("2021-07-05"))); },
       RecordError::designation_exists},
      {"a person twice", [&] { return error_of(add_person(desk(), chen(), person(1, "李四"))); },
       RecordError::person_exists},
      {"a fake code where only real ones belong",
       [&] {
         return error_of(
             add_enterprise(strict.desk(), strict.by("chen"), known, "甲", CreditStatus::good));
       },
       RecordError::fake_code},
      {"an empty name",
       [&] { return error_of(add_enterprise(desk(), chen(), unknown, "", CreditStatus::good)); },
       RecordError::empty_name},
      {"a change to an empty name",
       [&] {
         return error_of(change_enterprise(desk(), chen(), known, {.name = "", .credit = {}}));
       },
       RecordError::empty_name},
      {"a name with a bidirectional control",
       [&] {
         return error_of(
             add_enterprise(desk(), chen(), unknown, "甲\xe2\x80\xae乙", CreditStatus::good));
       },
       RecordError::bad_name},
      {"a name of 101 characters",
       [&] {
         return error_of(
             add_enterprise(desk(), chen(), unknown, std::string(101, 'a'), CreditStatus::good));
       },
       RecordError::bad_name},
      {"a designation that ends before it begins",
       [&] {
         NewDesignation backwards = key_from("2022-01-02");
         backwards.until = day("2022-01-01");
         return error_of(add_designation(desk(), chen(), known, backwards));
       },
       RecordError::end_before_start},
      {"an end before the beginning",
       [&] { return error_of(end_designation(desk(), chen(), known, 1, day("2021-07-04"))); },
       RecordError::end_before_start},
      {"tax of this year",
       [&] { return error_of(add_tax_record(desk(), chen(), known, tax(2026, 1))); },
       RecordError::future_year},
      {"the same amount again",
       [&] { return error_of(add_tax_record(desk(), chen(), known, tax(2025, 300'000'001))); },
       RecordError::same_amount},
      {"his own entry", [&] { return error_of(confirm_tax_record(desk(), chen(), known, 1)); },
       RecordError::own_entry},
      {"confirmed already",
       [&] { return error_of(confirm_tax_record(desk(), desk_.by("wang"), known, 3)); },
       RecordError::confirmed_already},
      {"superseded", [&] { return error_of(confirm_tax_record(desk(), desk_.by("li"), known, 2)); },
       RecordError::superseded},
  };
  const auto leaves = desk_.journal_size();
  for (const Refusal& each : cases) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(each.act(), each.error);
  }
  EXPECT_EQ(desk_.journal_size(), leaves);
}

TEST_F(Records, LeaveALeafForEachChange) {
  const auto leaves = desk_.journal_size();
  const Uscc known = test::uscc(1);
  change_enterprise(desk(), chen(), known, {.name = "乙公司（虚构）", .credit = {}}).value();
  end_designation(desk(), chen(), known, 1, day("2027-01-01")).value();
  confirm_tax_record(desk(), desk_.by("li"), known, 1).value();
  add_tax_record(desk(), chen(), known, tax(2025, 1)).value();
  change_person(desk(), chen(), 1,
                {.name = {}, .phone = {}, .role = Category::talent, .contract_end = {}})
      .value();
  auto journal = desk_.journal();
  std::vector<std::string> kinds;
  for (const auto& leaf : journal) kinds.push_back(leaf.kind + " " + leaf.actor);
  EXPECT_THAT(kinds, testing::ElementsAre("test.changed tester", "enterprise.added chen",
                                          "designation.added chen", "tax_record.added chen",
                                          "person.added chen", "enterprise.changed chen",
                                          "designation.ended chen", "tax_record.confirmed li",
                                          "tax_record.corrected chen", "person.changed chen"));
  EXPECT_EQ(journal.size(), leaves + 5);
  EXPECT_EQ(journal[6].subject, "enterprise:" + known.str());
  EXPECT_EQ(journal[9].subject, "person:1");
  desk_.store().read([](store::Snapshot& snapshot) {
    EXPECT_TRUE(store::journal_log::verify(snapshot).problems.empty());
    return true;
  });
}

TEST_F(Records, ShowPeopleMasked) {
  const PersonView view = show_person(desk(), test::test_time(), 1).value();
  EXPECT_EQ(view.resident_id_masked, "4103**********" + test::resident_id(1).substr(14));
  EXPECT_EQ(view.phone_masked, "161****0001");
}

TEST_F(Records, HoldNoResidentIdAndNoPhoneInTheOpen) {
  NewPerson canary = person(999, "李四");
  canary.phone = Phone::parse("16100000999").value();
  add_person(desk(), chen(), canary).value();
  const std::string octets = desk_.octets();
  EXPECT_THAT(octets, HasSubstr("李四"));  // the search finds what is there
  EXPECT_THAT(octets, Not(HasSubstr(test::resident_id(999))));
  EXPECT_THAT(octets, Not(HasSubstr("16100000999")));
  for (const auto& leaf : desk_.journal()) {
    EXPECT_THAT(leaf.content.value_or(""), Not(HasSubstr(test::resident_id(999).substr(6, 8))));
  }
}

TEST_F(Records, KeepNaughtyStringsUnchangedOrRefuseThem) {
  SERVICECARD_NEEDS_VECTORS();
  int kept = 0;
  int refused = 0;
  const auto strings = test::read_json_vector("strings/blns.json");
  for (const auto& each : strings.as_array()) {
    const std::string text(each.as_string());
    SCOPED_TRACE(text);
    const auto changed =
        change_enterprise(desk(), chen(), test::uscc(1), {.name = text, .credit = {}});
    if (changed) {
      EXPECT_EQ(show_enterprise(desk(), test::test_time(), test::uscc(1))->enterprise.name, text);
      ++kept;
    } else {
      EXPECT_TRUE(changed.error() == RecordError::bad_name ||
                  changed.error() == RecordError::empty_name);
      ++refused;
    }
    if (const auto name = PersonName::parse(text)) {
      EXPECT_EQ(change_person(desk(), chen(), 1,
                              {.name = *name, .phone = {}, .role = {}, .contract_end = {}})
                    ->name.str(),
                text);
    }
  }
  EXPECT_GT(kept, 300);
  EXPECT_GT(refused, 20);
}

}  // namespace
}  // namespace servicecard::desk
