#include "server/desk/applications.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "server/desk/enterprises.h"
#include "server/desk/issue.h"
#include "server/desk/people.h"
#include "tests/server/desk/desk_at_work.h"
#include "tests/support/vectors.h"

namespace servicecard::desk {
namespace {

class DeskApplications : public testing::Test, protected test::DeskAtWork {};

TEST_F(DeskApplications, GoFromDraftToApprovalWithALeafForEachStep) {
  const std::int64_t id = approved(person(1));
  const ApplicationView view = show_application(desk(), id).value();
  EXPECT_EQ(view.application.record.state, ApplicationState::approved);
  EXPECT_EQ(view.application.record.checked_by, "li");
  EXPECT_EQ(view.application.record.approved_by, "wang");
  EXPECT_EQ(view.decision->verdict, "eligible");
  const auto journal = desk_.journal();
  std::vector<std::string> steps;
  for (const auto& leaf : journal) {
    if (leaf.subject == "application:" + std::to_string(id)) steps.push_back(leaf.kind);
  }
  EXPECT_EQ(steps, (std::vector<std::string>{"application.drafted", "application.submitted",
                                             "application.checked", "application.approved"}));
}

// Whoever wrote it neither checks nor approves; whoever checked it does not approve.
TEST_F(DeskApplications, NeedFourEyesWhoeverActs) {
  int n = 1;
  for (const std::string checker : {"chen", "li", "wang", "zhao"}) {
    for (const std::string approver : {"chen", "li", "wang", "zhao"}) {
      SCOPED_TRACE(checker + " then " + approver);
      const std::int64_t id = submitted(person(n++));
      const auto check = error_of(check_application(desk(), by(checker), id));
      EXPECT_EQ(words(check), checker == "chen" ? "own-application" : "done");
      const auto approve = error_of(approve_application(desk(), by(approver), id));
      std::string expected = "done";
      if (approver == checker) expected = "own-check";
      if (approver == "chen") expected = "own-application";
      if (check) expected = "illegal-act";
      EXPECT_EQ(words(approve), expected);
    }
  }
}

TEST_F(DeskApplications, CountWhoEverEditedOneAmongItsAuthors) {
  const std::int64_t id = drafted(person(1));
  edit_application(desk(), by("li"), id, {.note = "补充", .evidence = std::nullopt}).value();
  submit_application(desk(), by("chen"), id).value();
  EXPECT_EQ(error_of(check_application(desk(), by("li"), id)), ApplicationError::own_application);
}

TEST_F(DeskApplications, LoseTheirApprovalByAnEdit) {
  const std::int64_t id = approved(person(1));
  edit_application(desk(), by("chen"), id, {.note = "改", .evidence = std::nullopt}).value();
  const ApplicationView view = show_application(desk(), id).value();
  EXPECT_EQ(view.application.record.state, ApplicationState::submitted);
  EXPECT_FALSE(view.application.record.approved_by);
  EXPECT_EQ(error_of(approve_application(desk(), by("wang"), id)), ApplicationError::illegal_act);
}

// An edit of the person or the enterprise is an edit of what was checked.
TEST_F(DeskApplications, AreNotApprovedOnceTheRecordBehindThemChanged) {
  const std::int64_t one = person(1);
  const std::int64_t first = checked(one);
  change_person(
      desk(), by("chen"), one,
      {.name = PersonName::parse("李四").value(), .phone = {}, .role = {}, .contract_end = {}})
      .value();
  EXPECT_EQ(error_of(approve_application(desk(), by("wang"), first)),
            ApplicationError::content_changed);
  const std::int64_t second = checked(person(2));
  change_enterprise(desk(), by("chen"), test::uscc(1), {.name = "乙公司（虚构）", .credit = {}})
      .value();
  EXPECT_EQ(error_of(approve_application(desk(), by("wang"), second)),
            ApplicationError::content_changed);
}

TEST_F(DeskApplications, AreRefusedForTheseReasons) {
  const std::int64_t one = person(1);
  const std::int64_t other = person(2);
  const std::int64_t open = drafted(one);
  const std::int64_t pending = (enterprise(2, Designation::key), submitted(person(3, 2)));
  enterprise(3, Designation::key);
  tax(3, FenRange(Fen(300'000'000)), "li");
  const std::int64_t poor = submitted(person(4, 3));
  enterprise(4, Designation::key);
  tax(4, FenRange::parse_wan("300.00").value(), "li");
  const std::int64_t rounded = submitted(person(5, 4));
  std::string long_enterprise;
  for (int i = 0; i < 100; ++i) long_enterprise += "企";
  enterprise(5, Designation::high_growth, long_enterprise);
  const std::int64_t long_name = person(6, 5);
  const auto draft = [&](std::int64_t who, std::vector<std::string> evidence) {
    return error_of(draft_application(desk(), by("chen"),
                                      {.of = who, .note = "", .evidence = std::move(evidence)}));
  };
  const auto expect = [](ApplicationError error, const std::optional<ApplicationError>& found) {
    EXPECT_EQ(words(found), to_string(error));
  };
  using Error = ApplicationError;
  const auto leaves = desk_.journal_size();
  expect(Error::no_such_application, error_of(show_application(desk(), 99)));
  expect(Error::no_such_application, error_of(approve_application(desk(), by("wang"), 99)));
  expect(Error::no_such_person, draft(99, {}));
  expect(Error::bad_evidence, draft(other, std::vector<std::string>(21, "x")));
  expect(Error::bad_evidence, draft(other, {""}));
  expect(Error::bad_evidence, draft(other, {std::string(201, 'x')}));
  expect(Error::application_open, draft(one, {}));
  expect(Error::printed_too_long, draft(long_name, {}));
  expect(Error::illegal_act, error_of(check_application(desk(), by("li"), open)));
  expect(Error::empty_reason, error_of(return_application(desk(), by("li"), poor, " \n")));
  expect(Error::empty_reason, error_of(reject_application(desk(), by("li"), poor, "")));
  expect(Error::decision_pending, error_of(check_application(desk(), by("li"), pending)));
  expect(Error::not_eligible, error_of(check_application(desk(), by("li"), poor)));
  expect(Error::needs_exact_amount, error_of(check_application(desk(), by("li"), rounded)));
  EXPECT_EQ(desk_.journal_size(), leaves);
}

TEST_F(DeskApplications, NeedAPolicy) {
  test::TestDesk bare;
  add_enterprise(bare.desk(), bare.by("chen"), test::uscc(1), "甲", CreditStatus::good).value();
  const auto someone = add_person(bare.desk(), bare.by("chen"),
                                  {.enterprise = test::uscc(1),
                                   .name = PersonName::parse("张三").value(),
                                   .resident_id = ResidentId::parse(test::resident_id(1)).value(),
                                   .phone = std::nullopt,
                                   .role = Category::principal,
                                   .contract_end = std::nullopt});
  draft_application(bare.desk(), bare.by("chen"), {.of = someone->id, .note = "", .evidence = {}})
      .value();
  submit_application(bare.desk(), bare.by("chen"), 1).value();
  EXPECT_EQ(error_of(check_application(bare.desk(), bare.by("li"), 1)),
            ApplicationError::no_policy);
}

TEST_F(DeskApplications, ComeBackToTheirAuthorOrEnd) {
  const std::int64_t back = checked(person(1));
  return_application(desk(), by("wang"), back, "缺劳动合同").value();
  EXPECT_EQ(show_application(desk(), back)->application.reason, "缺劳动合同");
  submit_application(desk(), by("chen"), back).value();
  check_application(desk(), by("li"), back).value();
  const std::int64_t ended = submitted(person(2));
  reject_application(desk(), by("li"), ended, "不符合条件").value();
  EXPECT_EQ(error_of(submit_application(desk(), by("chen"), ended)), ApplicationError::illegal_act);
}

TEST_F(DeskApplications, StopWhereTheQuotaIsFull) {
  desk_.unlock();
  std::vector<std::int64_t> ids;
  for (int n = 1; n <= 3; ++n) ids.push_back(approved(person(n)));
  const std::int64_t fourth = checked(person(4));
  for (const IssueResult& result : issue_applications(desk(), by("wang"), ids)) {
    ASSERT_TRUE(result.card) << to_string(result.card.error());
  }
  EXPECT_EQ(error_of(approve_application(desk(), by("wang"), fourth)),
            ApplicationError::quota_full);
  EXPECT_EQ(error_of(check_application(desk(), by("li"), submitted(person(5)))),
            ApplicationError::quota_full);
  EXPECT_EQ(error_of(draft_application(desk(), by("chen"), {.of = 1, .note = "", .evidence = {}})),
            ApplicationError::has_live_card);
}

TEST_F(DeskApplications, AreApprovedOnceByAHundredApprovalsAtOnce) {
  const std::int64_t id = checked(person(1));
  const auto leaves = desk_.journal_size();
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 100; ++i) {
    threads.emplace_back([&, i] {
      const auto result = approve_application(desk(), by(i % 2 == 0 ? "wang" : "zhao"), id);
      if (result) ++done;
      if (!result) {
        EXPECT_EQ(result.error(), ApplicationError::illegal_act);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(desk_.journal_size(), leaves + 1);
}

TEST_F(DeskApplications, KeepNaughtyStringsUnchangedInNotes) {
  SERVICECARD_NEEDS_VECTORS();
  const std::int64_t id = drafted(person(1));
  const auto strings = test::read_json_vector("strings/blns.json");
  for (const auto& each : strings.as_array()) {
    const std::string text(each.as_string());
    SCOPED_TRACE(text);
    const auto edited =
        edit_application(desk(), by("chen"), id, {.note = text, .evidence = std::nullopt});
    ASSERT_TRUE(edited);
    EXPECT_EQ(show_application(desk(), id)->application.note, text);
  }
}

}  // namespace
}  // namespace servicecard::desk
