#include <gtest/gtest.h>

#include "server/store/actors.h"
#include "server/store/enterprises.h"
#include "server/store/failure.h"
#include "server/store/people.h"
#include "server/store/policies.h"
#include "server/store/settings.h"
#include "server/store/tax_records.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::digest_of;
using test::test_time;
using test::with_leaf;

CivilDate day(const char* iso) { return CivilDate::parse(iso).value(); }

class Roster : public testing::Test {
 protected:
  Store& store() { return test_store_.store(); }

  template <class ChangeFunction>
  FailureKind failure_of(ChangeFunction change) {
    try {
      with_leaf(store(), [&](Transaction& transaction) {
        change(transaction);
        return 0;
      });
    } catch (const Failure& failure) {
      return failure.kind();
    }
    ADD_FAILURE() << "accepted";
    return FailureKind::broken;
  }

  std::vector<std::string> found(const EnterpriseFilter& filter, Page page = {}) {
    std::vector<std::string> codes;
    for (const Enterprise& enterprise : store().read(
             [&](Snapshot& snapshot) { return enterprises::list(snapshot, filter, page); })) {
      codes.push_back(enterprise.uscc.str());
    }
    return codes;
  }

  test::TestStore test_store_;
  test::SampleRows rows_{test_store_.store()};
};

TEST_F(Roster, KnowsAnEnterpriseByItsCodeOnce) {
  const auto enterprise = store().read([](Snapshot& snapshot) {
    return enterprises::find(snapshot, Uscc::parse("91410329FAKE000136").value());
  });
  ASSERT_TRUE(enterprise);
  EXPECT_EQ(enterprise->id, rows_.enterprise_id);
  EXPECT_EQ(enterprise->name, "伊川示例壹号耐材有限公司（虚构）");
  EXPECT_EQ(enterprise->credit_status, "good");
  const auto again = with_leaf(store(), [&](Transaction& transaction) {
    return enterprises::add(transaction, {.uscc = enterprise->uscc,
                                          .name = "x",
                                          .credit_status = "good",
                                          .created_at = test_time()});
  });
  EXPECT_EQ(again, std::nullopt);
}

TEST_F(Roster, FindsEnterprisesByTextAndByTheDesignationOfTheDay) {
  with_leaf(store(), [&](Transaction& transaction) {
    static_cast<void>(
        enterprises::add(transaction, {.uscc = Uscc::parse("91410329FAKE000211").value(),
                                       .name = "伊川示例贰号%_!公司（虚构）",
                                       .credit_status = "unknown",
                                       .created_at = test_time()}));
    static_cast<void>(
        enterprises::add_designation(transaction, {.enterprise_id = rows_.enterprise_id,
                                                   .kind = "key",
                                                   .from = day("2025-01-01"),
                                                   .until = std::nullopt,
                                                   .source = "2025-1号",
                                                   .entered_by = "chen",
                                                   .entered_at = test_time()}));
    return 0;
  });
  const CivilDate today = day("2026-04-30");
  const auto text = [&](const char* part) {
    return EnterpriseFilter{.text = part, .designation = std::nullopt, .day = today};
  };
  using Codes = std::vector<std::string>;
  const Codes both = {"91410329FAKE000136", "91410329FAKE000211"};
  EXPECT_EQ(found(text("示例")), both);
  EXPECT_EQ(found(text("壹号")), Codes{both[0]});
  EXPECT_EQ(found(text("000211")), Codes{both[1]});
  EXPECT_EQ(found(text("%_!")), Codes{both[1]});
  EXPECT_EQ(found(text("'; DROP TABLE enterprise; --")), Codes{});
  EXPECT_EQ(found({.text = {}, .designation = "key", .day = today}), Codes{both[0]});
  EXPECT_EQ(found({.text = {}, .designation = "key", .day = day("2024-12-31")}), Codes{});
  EXPECT_EQ(found({.text = {}, .designation = "listed", .day = today}), Codes{});
  EXPECT_EQ(found(text("示例"), {.limit = 1, .after = 0}), Codes{both[0]});
  EXPECT_EQ(found(text("示例"), {.limit = 1, .after = rows_.enterprise_id}), Codes{both[1]});
}

TEST_F(Roster, EndsADesignationNotBeforeItBegan) {
  const NewDesignation designation{.enterprise_id = rows_.enterprise_id,
                                   .kind = "key",
                                   .from = day("2026-01-01"),
                                   .until = std::nullopt,
                                   .source = "s",
                                   .entered_by = "chen",
                                   .entered_at = test_time()};
  const std::int64_t id = with_leaf(store(), [&](Transaction& transaction) {
    return enterprises::add_designation(transaction, designation).value();
  });
  EXPECT_EQ(with_leaf(store(),
                      [&](Transaction& transaction) {
                        return enterprises::add_designation(transaction, designation);
                      }),
            std::nullopt);
  EXPECT_EQ(failure_of([&](Transaction& transaction) {
              enterprises::end_designation(transaction, id, day("2025-12-31"));
            }),
            FailureKind::constraint);
  with_leaf(store(), [&](Transaction& transaction) {
    enterprises::end_designation(transaction, id, day("2026-01-01"));
    return 0;
  });
  const auto held = store().read(
      [&](Snapshot& snapshot) { return enterprises::designations(snapshot, rows_.enterprise_id); });
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held[0].until, day("2026-01-01"));
}

class TaxRecords : public Roster {
 protected:
  std::int64_t add(std::int64_t fen) {
    return with_leaf(store(), [&](Transaction& transaction) {
      return tax_records::add(transaction, {.enterprise_id = rows_.enterprise_id,
                                            .year = 2025,
                                            .amount = FenRange(Fen(fen)),
                                            .basis = "paid",
                                            .source = "s",
                                            .entered_by = "chen",
                                            .entered_at = test_time()});
    });
  }
  std::optional<TaxRecordRow> current() {
    return store().read([&](Snapshot& snapshot) {
      return tax_records::current(snapshot, rows_.enterprise_id, 2025);
    });
  }
};

TEST_F(TaxRecords, KeepEveryAmountAndCountTheLast) {
  EXPECT_FALSE(current());
  const std::int64_t first = add(300'000'000);
  const std::int64_t second = add(300'000'001);
  ASSERT_TRUE(current());
  EXPECT_EQ(current()->id, second);
  EXPECT_EQ(current()->amount, FenRange(Fen(300'000'001)));
  EXPECT_EQ(current()->supersedes, first);
  const auto all = store().read([&](Snapshot& snapshot) {
    return tax_records::of_enterprise(snapshot, rows_.enterprise_id);
  });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].amount, FenRange(Fen(300'000'000)));
  EXPECT_EQ(all[0].superseded_by, second);
}

TEST_F(TaxRecords, AreConfirmedOnceByAnotherPerson) {
  const std::int64_t id = add(300'000'001);
  const auto confirm = [&](const char* actor) {
    return with_leaf(store(), [&](Transaction& transaction) {
      return tax_records::confirm(transaction, id, actor, test_time());
    });
  };
  EXPECT_THROW(confirm("chen"), Failure);
  EXPECT_THROW(confirm("nobody"), Failure);
  EXPECT_FALSE(current()->confirmed_by);
  EXPECT_TRUE(confirm("li"));
  EXPECT_FALSE(confirm("wang"));
  EXPECT_EQ(current()->confirmed_by, "li");
  EXPECT_EQ(current()->confirmed_at, test_time());
}

TEST_F(Roster, KnowsAPersonByTheHashOfTheResidentIdOnce) {
  const std::int64_t id = with_leaf(
      store(), [&](Transaction& transaction) { return rows_.add_person(transaction, 1); });
  const auto person = store().read(
      [](Snapshot& snapshot) { return people::find(snapshot, digest_of("person 1")); });
  ASSERT_TRUE(person);
  EXPECT_EQ(person->id, id);
  EXPECT_EQ(person->name.str(), "张三");
  EXPECT_EQ(person->identity.last4_hash, digest_of("last four 1"));
  EXPECT_EQ(person->identity.resident_id, (Bytes{1, 2, 3}));
  EXPECT_THROW(
      with_leaf(store(),
                [&](Transaction& transaction) { return rows_.add_person(transaction, 1); }),
      std::bad_optional_access);
}

TEST_F(Roster, ListsPeopleByNameAndEnterprise) {
  with_leaf(store(), [&](Transaction& transaction) {
    static_cast<void>(rows_.add_person(transaction, 1, "张三"));
    static_cast<void>(rows_.add_person(transaction, 2, "欧阳娜"));
    return rows_.add_person(transaction, 3, "张三");
  });
  const auto count = [&](const PersonFilter& filter) {
    return store()
        .read([&](Snapshot& snapshot) { return people::list(snapshot, filter, {}); })
        .size();
  };
  EXPECT_EQ(count({}), 3U);
  EXPECT_EQ(count({.text = "张", .enterprise_id = {}}), 2U);
  EXPECT_EQ(count({.text = {}, .enterprise_id = rows_.enterprise_id}), 3U);
  EXPECT_EQ(count({.text = {}, .enterprise_id = rows_.enterprise_id + 1}), 0U);
}

TEST_F(Roster, ChangesAPersonButNotTheResidentId) {
  with_leaf(store(), [&](Transaction& transaction) {
    Person person = people::find(transaction, rows_.add_person(transaction, 1)).value();
    person.name = PersonName::parse("李四").value();
    person.left_on = day("2026-05-01");
    person.identity.phone = Bytes{9};
    person.identity.resident_id_hash = digest_of("another");
    people::update(transaction, person);
    return 0;
  });
  const auto person = store().read(
      [](Snapshot& snapshot) { return people::find(snapshot, digest_of("person 1")); });
  ASSERT_TRUE(person);
  EXPECT_EQ(person->name.str(), "李四");
  EXPECT_EQ(person->left_on, day("2026-05-01"));
  EXPECT_EQ(person->identity.phone, Bytes{9});
}

TEST_F(Roster, KeepsAPolicyVersionAsItIsAndTakesTheHighestInForce) {
  const auto add = [&](std::int64_t version, const char* from,
                       const std::optional<CivilDate>& until) {
    return with_leaf(store(), [&](Transaction& transaction) {
      return policies::add(transaction, {.name = "default",
                                         .version = version,
                                         .document = "{}",
                                         .effective_from = day(from),
                                         .effective_until = until,
                                         .entered_by = "chen",
                                         .entered_at = test_time()});
    });
  };
  EXPECT_EQ(add(1, "2027-01-01", std::nullopt), std::nullopt);
  EXPECT_TRUE(add(2, "2026-06-01", day("2026-06-30")));
  const auto version_on = [&](const char* iso) {
    const auto policy = store().read(
        [&](Snapshot& snapshot) { return policies::in_force(snapshot, "default", day(iso)); });
    return policy ? policy->version : 0;
  };
  EXPECT_EQ(version_on("2026-04-29"), 0);
  EXPECT_EQ(version_on("2026-05-31"), 1);
  EXPECT_EQ(version_on("2026-06-01"), 2);
  EXPECT_EQ(version_on("2026-06-30"), 2);
  EXPECT_EQ(version_on("2026-07-01"), 1);
}

TEST_F(Roster, GivesEverySerialOnce) {
  const auto take = [&](const char* prefix) {
    return with_leaf(store(),
                     [&](Transaction& transaction) { return serials::take(transaction, prefix); });
  };
  EXPECT_EQ(take("YC26"), 1);
  EXPECT_EQ(take("YC26"), 2);
  EXPECT_EQ(take("YC27"), 1);
}

TEST_F(Roster, KeepsSettings) {
  with_leaf(store(), [](Transaction& transaction) {
    settings::put(transaction, "county", "a");
    settings::put(transaction, "county", "b");
    return 0;
  });
  const auto find = [&](const char* name) {
    return store().read([&](Snapshot& snapshot) { return settings::find(snapshot, name); });
  };
  EXPECT_EQ(find("county"), "b");
  EXPECT_EQ(find("none"), std::nullopt);
}

}  // namespace
}  // namespace servicecard::store
