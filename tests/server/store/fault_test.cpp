#include <algorithm>
#include <climits>
#include <future>
#include <new>
#include <set>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "server/store/failure.h"
#include "server/store/journal_log.h"
#include "tests/server/store/faulty_machine.h"
#include "tests/server/store/test_store.h"
#include "tests/support/fault_rounds.h"

namespace servicecard::store {
namespace {

using test::count_rows;
using test::DiskFault;
using test::Fault;
using test::leaf_about;
using test::put_setting;
using test::setting;

enum class Answer { durable, full, stopped, broken, no_memory };

// Two rows and a leaf, so that half of it would show; large enough for several pages.
Answer write_pair(Store& store, const std::string& name) {
  try {
    const std::string value(6000, 'v');
    store.write([&](Transaction& transaction) {
      put_setting(transaction, name + ".a", value);
      put_setting(transaction, name + ".b", value);
      transaction.append(leaf_about(name));
      return 0;
    });
    return Answer::durable;
  } catch (const Failure& failure) {
    if (failure.kind() == FailureKind::full) return Answer::full;
    return failure.kind() == FailureKind::stopped ? Answer::stopped : Answer::broken;
  } catch (const std::bad_alloc&) {
    return Answer::no_memory;
  }
}

// What must hold of the database whatever failed, and which pairs are in it.
std::set<std::string> check_and_list(test::TestStore& test_store,
                                     const std::vector<std::string>& names) {
  std::set<std::string> present;
  test_store.store().read([&](Snapshot& snapshot) {
    for (const std::string& name : names) {
      const bool a = setting(snapshot, name + ".a").has_value();
      EXPECT_EQ(setting(snapshot, name + ".b").has_value(), a) << "half of " << name;
      if (a) present.insert(name);
    }
    EXPECT_TRUE(journal_log::verify(snapshot).problems.empty());
    EXPECT_EQ(count_rows(snapshot, "journal_leaf"), std::ssize(present));
  });
  test_store.close();
  SQLite::Database database(test_store.file().string(), SQLite::OPEN_READWRITE);
  EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
  return present;
}

class FaultyMachine : public testing::TestWithParam<Fault> {
 protected:
  /// Writes all, and lets the n-th operation fail meanwhile. Gives what was acknowledged.
  std::set<std::string> write_all(test::TestStore& test_store, int n) {
    std::vector<Answer> answers(names.size());
    machine.fail(GetParam(), n);
    std::ranges::transform(names, answers.begin(), [&](const std::string& name) {
      return write_pair(test_store.store(), name);
    });
    health = test_store.store().health();
    test_store.close();
    faulty = machine.mend();
    std::set<std::string> acknowledged;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (answers[i] == Answer::durable) acknowledged.insert(names[i]);
    }
    return acknowledged;
  }

  /// The step from n to n in as many rounds as are asked for.
  int step() {
    test::TestStore test_store;
    write_all(test_store, INT_MAX);
    return test::fault_step(machine.seen(), 30);
  }

  const std::vector<std::string> names = {"0", "1", "2", "3", "4"};
  test::FaultyMachine machine;
  Health health = Health::ready;
  bool faulty = true;
};

// The n-th operation fails, for n = 1, 2, … until none does.
TEST_P(FaultyMachine, LosesNothingAcknowledgedAndKeepsNothingByHalves) {
  const int step = this->step();
  int n = 1;
  for (; faulty || n == 1; n += step) {
    SCOPED_TRACE(n);
    test::TestStore test_store;
    const std::set<std::string> acknowledged = write_all(test_store, n);
    test_store.reopen();
    const std::set<std::string> present = check_and_list(test_store, names);
    // What failed may still have reached the disk, as after any crash; the store said so by
    // stopping. A full disk leaves no doubt.
    for (const std::string& name : acknowledged) EXPECT_TRUE(present.contains(name)) << name;
    if (GetParam() == Fault::full) {
      EXPECT_EQ(present, acknowledged);
    }
    // One change may go without memory; the others do not.
    if (GetParam() == Fault::memory) {
      EXPECT_GE(acknowledged.size(), names.size() - 1);
      EXPECT_EQ(health, Health::ready);
    }
    if (!faulty) {
      EXPECT_EQ(acknowledged.size(), names.size());
    }
  }
  EXPECT_GT(n, 5);
}

std::string name_of(const testing::TestParamInfo<Fault>& one) {
  return std::string(to_string(one.param));
}

INSTANTIATE_TEST_SUITE_P(Table, FaultyMachine, testing::ValuesIn(test::all_faults), name_of);

TEST(FaultyStore, StopsWritingAfterAFailedSyncAndStillReads) {
  test::FaultyVfs disk;
  test::TestStore test_store;
  Store& store = test_store.store();
  ASSERT_EQ(write_pair(store, "before"), Answer::durable);
  disk.fail(DiskFault::sync, 1);
  EXPECT_EQ(write_pair(store, "failed"), Answer::broken);
  EXPECT_TRUE(disk.mend());
  EXPECT_EQ(store.health(), Health::stopped);
  EXPECT_EQ(write_pair(store, "after"), Answer::stopped);
  store.read([](Snapshot& snapshot) {
    EXPECT_TRUE(setting(snapshot, "before.a"));
    EXPECT_FALSE(setting(snapshot, "failed.a"));
  });
}

TEST(FaultyStore, SaysThatTheDiskIsFullAndWritesAgainOnceThereIsRoom) {
  test::FaultyVfs disk;
  test::TestStore test_store;
  Store& store = test_store.store();
  ASSERT_EQ(write_pair(store, "before"), Answer::durable);
  disk.fail(DiskFault::full, 1);
  EXPECT_EQ(write_pair(store, "failed"), Answer::full);
  EXPECT_EQ(store.health(), Health::full);
  EXPECT_EQ(write_pair(store, "failed"), Answer::full);
  EXPECT_TRUE(disk.mend());
  EXPECT_EQ(write_pair(store, "after"), Answer::durable);
  EXPECT_EQ(store.health(), Health::ready);
  EXPECT_EQ(check_and_list(test_store, {"before", "failed", "after"}),
            (std::set<std::string>{"before", "after"}));
}

// Refusals too: they may rest on a change that then failed to commit.
TEST(FaultyStore, FailsEveryChangeOfAGroupWhoseCommitFails) {
  test::FaultyVfs disk;
  test::TestStore test_store;
  std::promise<void> queued;
  std::promise<void> last;
  std::vector<bool> failed;
  std::size_t events = 0;
  test_store.store().observe([&](std::span<const Event> seen) { events += seen.size(); });
  test_store.store().submit(
      [&](Transaction&) {
        queued.get_future().wait();
        return Outcome::refuse;
      },
      [](Completion) {});
  for (int i = 0; i < 4; ++i) {
    test_store.store().submit(
        [i](Transaction& transaction) {
          put_setting(transaction, std::to_string(i), "v");
          transaction.append(leaf_about("x"));
          transaction.announce(SettingChanged{"x", "y"});
          return i == 2 ? Outcome::refuse : Outcome::commit;
        },
        [&, i](Completion completion) {
          failed.push_back(!completion);
          if (i == 3) last.set_value();
        });
  }
  disk.fail(DiskFault::sync, 1);
  queued.set_value();
  last.get_future().wait();
  EXPECT_EQ(failed, std::vector<bool>(4, true));
  EXPECT_EQ(events, 0U);
}

TEST(FaultyStore, TellsAnObserverAgainThatFoundNoMemory) {
  test::TestStore test_store;
  std::vector<std::string> told;
  int failures = 2;
  test_store.store().observe([&](std::span<const Event> events) {
    if (failures-- > 0) throw std::bad_alloc();
    told.push_back(std::get<SettingChanged>(events.front()).value);
  });
  test_store.store().observe([&](std::span<const Event>) { told.emplace_back("second"); });
  test_store.store().write([](Transaction& transaction) {
    transaction.announce(SettingChanged{"county", "伊川"});
    return 0;
  });
  EXPECT_EQ(told, (std::vector<std::string>{"伊川", "second"}));
}

TEST(FaultyStore, DropsAnAnswerThatFindsNoMemoryAndGoesOn) {
  test::TestStore test_store;
  auto dropped = std::make_shared<std::promise<void>>();
  auto waiting = dropped->get_future();
  test_store.store().submit([](Transaction&) { return Outcome::refuse; },
                            [held = std::move(dropped)](Completion) { throw std::bad_alloc(); });
  EXPECT_THROW(waiting.get(), std::future_error);
  EXPECT_EQ(write_pair(test_store.store(), "after"), Answer::durable);
}

}  // namespace
}  // namespace servicecard::store
