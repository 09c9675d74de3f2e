#include <set>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "server/store/failure.h"
#include "server/store/journal_log.h"
#include "tests/server/store/faulty_vfs.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::count_rows;
using test::DiskFault;
using test::leaf_about;
using test::put_setting;
using test::setting;

enum class Answer { durable, full, stopped, broken };

// Two rows and a leaf, so that half of it would show; large enough for several pages.
Answer write_pair(Store& store, const std::string& name) {
  const std::string value(6000, 'v');
  try {
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

class FaultyDisk : public testing::TestWithParam<DiskFault> {};

// The n-th operation fails, for n = 1, 2, … until none does.
TEST_P(FaultyDisk, LosesNothingAcknowledgedAndKeepsNothingByHalves) {
  const std::vector<std::string> names = {"0", "1", "2", "3", "4"};
  test::FaultyVfs disk;
  int n = 0;
  for (bool faulty = true; faulty;) {
    SCOPED_TRACE(++n);
    test::TestStore test_store;
    std::set<std::string> acknowledged;
    disk.fail(GetParam(), n);
    for (const std::string& name : names) {
      if (write_pair(test_store.store(), name) == Answer::durable) acknowledged.insert(name);
    }
    test_store.close();
    faulty = disk.mend();
    test_store.reopen();
    const std::set<std::string> present = check_and_list(test_store, names);
    // What failed may still have reached the disk, as after any crash; the store said so by
    // stopping. A full disk leaves no doubt.
    for (const std::string& name : acknowledged) EXPECT_TRUE(present.contains(name)) << name;
    if (GetParam() == DiskFault::full) {
      EXPECT_EQ(present, acknowledged);
    }
    if (!faulty) {
      EXPECT_EQ(acknowledged.size(), names.size());
    }
  }
  EXPECT_GT(n, 5);
}

std::string name_of(const testing::TestParamInfo<DiskFault>& info) {
  switch (info.param) {
    case DiskFault::write:
      return "Write";
    case DiskFault::sync:
      return "Sync";
    case DiskFault::full:
      return "Full";
  }
  return {};
}

INSTANTIATE_TEST_SUITE_P(Table, FaultyDisk,
                         testing::Values(DiskFault::write, DiskFault::sync, DiskFault::full),
                         name_of);

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

}  // namespace
}  // namespace servicecard::store
