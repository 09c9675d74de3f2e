#include "server/store/applications.h"

#include <gtest/gtest.h>

#include "server/store/failure.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::digest_of;
using test::test_time;
using test::with_leaf;

class Applications : public testing::Test {
 protected:
  Store& store() { return test_store_.store(); }

  template <class ChangeFunction>
  auto write(ChangeFunction change) {
    return with_leaf(store(), std::move(change));
  }
  template <class ChangeFunction>
  bool is_refused(ChangeFunction change) {
    try {
      write([&](Transaction& transaction) {
        change(transaction);
        return 0;
      });
      return false;
    } catch (const Failure& failure) {
      return failure.kind() == FailureKind::constraint;
    }
  }

  test::TestStore test_store_;
  test::SampleRows rows_{test_store_.store()};
};

TEST_F(Applications, AreOneUnderWayAPerson) {
  const std::int64_t person = write([&](Transaction& t) { return rows_.add_person(t, 1); });
  const auto draft = [&] {
    return write([&](Transaction& transaction) {
      return applications::add(transaction,
                               {.person_id = person,
                                .enterprise_id = rows_.enterprise_id,
                                .category = Category::talent,
                                .predecessor_id = std::nullopt,
                                .note = "n",
                                .evidence = R"(["ref"])",
                                .record = ApplicationRecord::drafted("chen", digest_of("content")),
                                .drafted_at = test_time()});
    });
  };
  const auto first = draft();
  ASSERT_TRUE(first);
  EXPECT_FALSE(draft());
  write([&](Transaction& transaction) {
    Application application = applications::find(transaction, *first).value();
    EXPECT_EQ(application.category, Category::talent);
    EXPECT_EQ(application.record, ApplicationRecord::drafted("chen", digest_of("content")));
    application.record.state = ApplicationState::rejected;
    application.reason = "no";
    applications::save(transaction, application);
    return 0;
  });
  EXPECT_TRUE(draft());
}

TEST_F(Applications, HoldTheFourEyesInTheDatabaseToo) {
  const std::int64_t id = write([&](Transaction& transaction) {
    return rows_.add_application(transaction, rows_.add_person(transaction, 1),
                                 ApplicationState::draft);
  });
  const auto save = [&](const char* checker, const char* approver, const char* second_author) {
    return is_refused([&](Transaction& transaction) {
      Application application = applications::find(transaction, id).value();
      application.record.state = ApplicationState::approved;
      application.record.checked_by = checker;
      application.record.approved_by = approver;
      application.record.authors.insert(second_author);
      application.checked_at = test_time();
      application.approved_at = test_time();
      application.decision_id = rows_.decision_id;
      applications::save(transaction, application);
    });
  };
  EXPECT_TRUE(save("chen", "wang", "chen"));
  EXPECT_TRUE(save("li", "chen", "chen"));
  EXPECT_TRUE(save("li", "li", "chen"));
  EXPECT_TRUE(save("li", "wang", "wang"));
  EXPECT_FALSE(save("li", "wang", "chen"));
  const auto approved = store().read([](Snapshot& snapshot) {
    return std::pair(applications::count_approved(snapshot, "wang", test_time()),
                     applications::count_approved(snapshot, "li", test_time()));
  });
  EXPECT_EQ(approved, std::pair(std::int64_t{1}, std::int64_t{0}));
}

TEST_F(Applications, AreListedByStateAndEnterprise) {
  write([&](Transaction& transaction) {
    static_cast<void>(rows_.add_application(transaction, rows_.add_person(transaction, 1),
                                            ApplicationState::draft));
    return rows_.add_application(transaction, rows_.add_person(transaction, 2),
                                 ApplicationState::approved);
  });
  const auto count = [&](const ApplicationFilter& filter) {
    return store()
        .read([&](Snapshot& snapshot) { return applications::list(snapshot, filter, {}); })
        .size();
  };
  EXPECT_EQ(count({}), 2U);
  EXPECT_EQ(count({.state = ApplicationState::draft, .enterprise_id = {}}), 1U);
  EXPECT_EQ(count({.state = ApplicationState::issued, .enterprise_id = {}}), 0U);
  EXPECT_EQ(count({.state = {}, .enterprise_id = rows_.enterprise_id}), 2U);
  EXPECT_EQ(count({.state = {}, .enterprise_id = rows_.enterprise_id + 1}), 0U);
}

}  // namespace
}  // namespace servicecard::store
