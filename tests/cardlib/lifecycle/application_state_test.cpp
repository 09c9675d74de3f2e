#include "cardlib/lifecycle/application_state.h"

#include <expected>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

using enum ApplicationState;
using enum ApplicationAct;
using enum ApplicationRefusal;

const Sha256 content = sha256("what was written");
const Sha256 other_content = sha256("something else");

ApplicationRecord record_in(ApplicationState state) {
  ApplicationRecord record = ApplicationRecord::drafted("author", content);
  record.state = state;
  if (state == checked || state == approved || state == issued) record.checked_by = "first";
  if (state == approved || state == issued) record.approved_by = "second";
  return record;
}

struct Pair {
  ApplicationState state = ApplicationState::draft;
  ApplicationAct act = ApplicationAct::edit;
  std::optional<ApplicationState> result;
};

constexpr std::nullopt_t no = std::nullopt;

// Every state with every act, done by someone who had no part in it yet.
const Pair pairs[] = {
    {draft, edit, draft},
    {draft, submit, submitted},
    {draft, check, no},
    {draft, approve, no},
    {draft, issue, no},
    {draft, send_back, no},
    {draft, reject, rejected},

    {submitted, edit, submitted},
    {submitted, submit, no},
    {submitted, check, checked},
    {submitted, approve, no},
    {submitted, issue, no},
    {submitted, send_back, returned},
    {submitted, reject, rejected},

    {checked, edit, submitted},
    {checked, submit, no},
    {checked, check, no},
    {checked, approve, approved},
    {checked, issue, no},
    {checked, send_back, returned},
    {checked, reject, rejected},

    {approved, edit, submitted},
    {approved, submit, no},
    {approved, check, no},
    {approved, approve, no},
    {approved, issue, issued},
    {approved, send_back, returned},
    {approved, reject, rejected},

    {issued, edit, no},
    {issued, submit, no},
    {issued, check, no},
    {issued, approve, no},
    {issued, issue, no},
    {issued, send_back, no},
    {issued, reject, no},

    {returned, edit, returned},
    {returned, submit, submitted},
    {returned, check, no},
    {returned, approve, no},
    {returned, issue, no},
    {returned, send_back, no},
    {returned, reject, rejected},

    {rejected, edit, no},
    {rejected, submit, no},
    {rejected, check, no},
    {rejected, approve, no},
    {rejected, issue, no},
    {rejected, send_back, no},
    {rejected, reject, no},
};

TEST(Application, MovesAsTheTableSaysForEveryStateAndAct) {
  std::set<std::string> seen;
  for (const Pair& pair : pairs) {
    const std::string name =
        std::string(to_string(pair.state)) + " + " + std::string(to_string(pair.act));
    SCOPED_TRACE(name);
    seen.insert(name);
    const auto after = next(record_in(pair.state), pair.act, "another", content);
    ASSERT_EQ(after.has_value(), pair.result.has_value());
    if (after) {
      EXPECT_EQ(after->state, *pair.result);
    } else {
      EXPECT_EQ(after.error(), illegal_act);
    }
  }
  EXPECT_EQ(seen.size(), all_application_states.size() * all_application_acts.size());
}

TEST(Application, PassesThroughThreeHandsToItsCard) {
  auto record = ApplicationRecord::drafted("author", content);
  record = next(record, submit, "author", content).value();
  record = next(record, check, "first", content).value();
  record = next(record, approve, "second", content).value();
  record = next(record, issue, "anyone", content).value();
  EXPECT_EQ(record.state, issued);
  EXPECT_EQ(record.checked_by, "first");
  EXPECT_EQ(record.approved_by, "second");
}

TEST(Application, IsNeitherCheckedNorApprovedByItsAuthor) {
  EXPECT_EQ(next(record_in(submitted), check, "author", content).error(), own_application);
  EXPECT_EQ(next(record_in(checked), approve, "author", content).error(), own_application);
}

TEST(Application, IsNeitherCheckedNorApprovedByWhoeverEditedOrSubmittedIt) {
  const auto edited = next(record_in(submitted), edit, "editor", other_content).value();
  EXPECT_EQ(next(edited, check, "editor", other_content).error(), own_application);
  const auto submitted_by = next(record_in(draft), submit, "messenger", content).value();
  EXPECT_EQ(next(submitted_by, check, "messenger", content).error(), own_application);
  auto checked_later = next(edited, check, "first", other_content).value();
  EXPECT_EQ(next(checked_later, approve, "editor", other_content).error(), own_application);
}

TEST(Application, IsNotApprovedByItsChecker) {
  EXPECT_EQ(next(record_in(checked), approve, "first", content).error(), own_check);
}

TEST(Application, LosesItsCheckAndApprovalByAnEdit) {
  for (const ApplicationState state : {submitted, checked, approved}) {
    SCOPED_TRACE(to_string(state));
    const auto after = next(record_in(state), edit, "author", other_content).value();
    EXPECT_EQ(after.state, submitted);
    EXPECT_EQ(after.checked_by, std::nullopt);
    EXPECT_EQ(after.approved_by, std::nullopt);
    EXPECT_EQ(after.content, other_content);
    EXPECT_EQ(next(after, issue, "anyone", other_content).error(), illegal_act);
  }
}

TEST(Application, LosesItsCheckAndApprovalWhenReturned) {
  const auto after = next(record_in(approved), send_back, "second", content).value();
  EXPECT_EQ(after.checked_by, std::nullopt);
  EXPECT_EQ(after.approved_by, std::nullopt);
}

TEST(Application, BindsSubmitCheckApproveAndIssueToItsContent) {
  struct Row {
    ApplicationState state;
    ApplicationAct act;
  };
  for (const Row& row : {Row{draft, submit}, Row{returned, submit}, Row{submitted, check},
                         Row{checked, approve}, Row{approved, issue}}) {
    SCOPED_TRACE(to_string(row.act));
    EXPECT_EQ(next(record_in(row.state), row.act, "another", other_content).error(),
              content_changed);
  }
}

TEST(Application, IsReturnedOrRejectedWhateverItsContent) {
  EXPECT_TRUE(next(record_in(checked), send_back, "another", other_content));
  EXPECT_TRUE(next(record_in(checked), reject, "another", other_content));
}

TEST(Application, StateIsReadBackFromItsName) {
  for (const ApplicationState state : all_application_states) {
    EXPECT_EQ(parse_application_state(to_string(state)), state);
    EXPECT_FALSE(text_of(state).zh.empty());
    EXPECT_FALSE(text_of(state).en.empty());
  }
  EXPECT_EQ(parse_application_state("done"), std::nullopt);
}

TEST(ApplicationRefusal, HasANameEach) {
  EXPECT_EQ(to_string(illegal_act), "illegal_act");
  EXPECT_EQ(to_string(own_application), "own_application");
  EXPECT_EQ(to_string(own_check), "own_check");
  EXPECT_EQ(to_string(content_changed), "content_changed");
}

}  // namespace
}  // namespace servicecard
