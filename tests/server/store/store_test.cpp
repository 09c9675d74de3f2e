// What every back end must do: written against the port alone.
#include "server/store/store.h"

#include <atomic>
#include <future>
#include <latch>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "server/store/failure.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::count_rows;
using test::leaf_about;
using test::put_setting;
using test::setting;

class StoreContract : public testing::Test {
 protected:
  Store& store() { return test_store_.store(); }
  std::optional<std::string> value_of(const std::string& name) {
    return store().read([&](Snapshot& snapshot) { return setting(snapshot, name); });
  }
  std::int64_t leaves() {
    return store().read([](Snapshot& snapshot) { return count_rows(snapshot, "journal_leaf"); });
  }
  int put(const std::string& name, const std::string& value) {
    return store().write([&](Transaction& transaction) {
      put_setting(transaction, name, value);
      transaction.append(leaf_about(name));
      return 0;
    });
  }

  test::TestStore test_store_;
};

TEST_F(StoreContract, KeepsWhatWasWrittenAcrossReopening) {
  put("county", "伊川");
  test_store_.reopen();
  EXPECT_EQ(value_of("county"), "伊川");
  EXPECT_EQ(leaves(), 1);
}

TEST_F(StoreContract, RefusesAChangeWithoutItsLeaf) {
  EXPECT_THROW(store().write([](Transaction& transaction) {
    put_setting(transaction, "county", "伊川");
    return 0;
  }),
               std::logic_error);
  EXPECT_EQ(value_of("county"), std::nullopt);
  EXPECT_EQ(store().health(), Health::ready);
}

TEST_F(StoreContract, NeedsNoLeafWhereNothingChanged) {
  const std::int64_t changed = store().write([](Transaction& transaction) {
    return transaction.change("UPDATE setting SET value = 'x' WHERE name = 'none'", {});
  });
  EXPECT_EQ(changed, 0);
  EXPECT_EQ(leaves(), 0);
}

TEST_F(StoreContract, NeedsNoLeafForATableOutsideTheRecord) {
  store().write([](Transaction& transaction) {
    return transaction.note(
        "INSERT INTO consumed_nonce (nonce, expires_at) VALUES ($nonce, $expires_at)",
        {{"$nonce", "n"}, {"$expires_at", 1}});
  });
  EXPECT_EQ(store().read([](Snapshot& snapshot) { return count_rows(snapshot, "consumed_nonce"); }),
            1);
}

TEST_F(StoreContract, KeepsCallersFromGoingAroundTheJournal) {
  const std::vector<std::pair<std::string, std::function<void(Transaction&)>>> ways = {
      {"a note on a table of the record",
       [](Transaction& t) { t.note("DELETE FROM setting", {}); }},
      {"a query that writes",
       [](Transaction& t) { t.query("INSERT INTO setting VALUES ('a', 'b')", {}, {}); }},
      {"a query that writes behind a WITH",
       [](Transaction& t) {
         t.query("WITH x AS (SELECT 1) INSERT INTO setting SELECT 'a', 'b' FROM x", {}, {});
       }},
      {"a commit of its own", [](Transaction& t) { t.query("COMMIT", {}, {}); }},
      {"a change of the journal", [](Transaction& t) { t.change("DELETE FROM journal_leaf", {}); }},
      {"a change of the journal's head",
       [](Transaction& t) { t.change("UPDATE journal_head SET size = 0", {}); }},
      {"a change of the schema", [](Transaction& t) { t.change("DROP TABLE setting", {}); }},
      {"two statements in one",
       [](Transaction& t) { t.change("DELETE FROM setting; DELETE FROM actor", {}); }},
      {"a parameter that is not bound",
       [](Transaction& t) { t.change("DELETE FROM setting WHERE name = $name", {}); }},
      {"a parameter that is not there",
       [](Transaction& t) { t.change("DELETE FROM setting", {{"$name", "a"}}); }},
  };
  for (const auto& [way, change] : ways) {
    SCOPED_TRACE(way);
    EXPECT_THROW(store().write([&](Transaction& transaction) {
      change(transaction);
      transaction.append(leaf_about("x"));
      return 0;
    }),
                 std::logic_error);
  }
  EXPECT_EQ(leaves(), 0);
  EXPECT_EQ(store().health(), Health::ready);
}

TEST_F(StoreContract, UndoesARefusedChangeAndItsLeaf) {
  put("before", "1");
  const std::expected<int, std::string> refused =
      store().write([](Transaction& transaction) -> std::expected<int, std::string> {
        put_setting(transaction, "county", "伊川");
        transaction.append(leaf_about("county"));
        return std::unexpected("no");
      });
  EXPECT_EQ(refused.error(), "no");
  EXPECT_EQ(value_of("county"), std::nullopt);
  put("after", "1");
  test_store_.reopen();
  EXPECT_EQ(leaves(), 2);
}

TEST_F(StoreContract, GivesBackTheExceptionOfAChangeAndUndoesIt) {
  EXPECT_THROW(store().write([](Transaction& transaction) -> int {
    put_setting(transaction, "county", "伊川");
    transaction.append(leaf_about("county"));
    throw std::out_of_range("mine");
  }),
               std::out_of_range);
  EXPECT_EQ(value_of("county"), std::nullopt);
  EXPECT_EQ(leaves(), 0);
}

TEST_F(StoreContract, NamesABrokenRuleOfTheSchema) {
  try {
    store().write([](Transaction& transaction) {
      return transaction.change("INSERT INTO setting (name, value) VALUES ('a', NULL)", {});
    });
    FAIL() << "accepted";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.kind(), FailureKind::constraint);
  }
}

TEST_F(StoreContract, MakesManyConcurrentChangesDurableAndFailsOnlyTheBadOnes) {
  constexpr int threads = 8;
  constexpr int changes = 50;
  std::atomic<int> refusals = 0;
  {
    std::vector<std::jthread> submitters;
    for (int t = 0; t < threads; ++t) {
      submitters.emplace_back([&, t] {
        for (int i = 0; i < changes; ++i) {
          const std::string name = std::to_string(t) + "/" + std::to_string(i);
          const auto result =
              store().write([&](Transaction& transaction) -> std::expected<int, int> {
                put_setting(transaction, name, "v");
                transaction.append(leaf_about(name));
                if (i % 5 == 4) return std::unexpected(i);
                return i;
              });
          if (!result) ++refusals;
        }
      });
    }
  }
  EXPECT_EQ(refusals, threads * changes / 5);
  test_store_.reopen();
  const auto settings =
      store().read([](Snapshot& snapshot) { return count_rows(snapshot, "setting"); });
  EXPECT_EQ(settings, threads * changes * 4 / 5);
  EXPECT_EQ(leaves(), settings);
}

// The first change holds the writer until the others wait, so that they share one commit.
TEST_F(StoreContract, UndoesOneOfAGroupAlone) {
  std::latch queued(1);
  std::promise<void> last;
  std::vector<int> completions;
  store().submit(
      [&](Transaction&) {
        queued.wait();
        return Outcome::refuse;
      },
      [](Completion) {});
  for (int i = 0; i < 5; ++i) {
    store().submit(
        [i](Transaction& transaction) {
          put_setting(transaction, std::to_string(i), "v");
          transaction.append(leaf_about(std::to_string(i)));
          if (i == 1) throw std::runtime_error("bad");
          return i == 3 ? Outcome::refuse : Outcome::commit;
        },
        [&, i](Completion completion) {
          completions.push_back(!completion ? -1 : *completion == Outcome::commit ? 1 : 0);
          if (i == 4) last.set_value();
        });
  }
  queued.count_down();
  last.get_future().wait();
  EXPECT_EQ(completions, (std::vector{1, -1, 1, 0, 1}));
  EXPECT_EQ(value_of("0"), "v");
  EXPECT_EQ(value_of("1"), std::nullopt);
  EXPECT_EQ(value_of("2"), "v");
  EXPECT_EQ(value_of("3"), std::nullopt);
  EXPECT_EQ(leaves(), 3);
}

TEST_F(StoreContract, ShowsASnapshotOneMoment) {
  put("county", "before");
  store().read([&](Snapshot& snapshot) {
    EXPECT_EQ(setting(snapshot, "county"), "before");
    put("county", "after");
    EXPECT_EQ(setting(snapshot, "county"), "before");
  });
  EXPECT_EQ(value_of("county"), "after");
}

TEST_F(StoreContract, ReadsInsideAChangeWhatItWrote) {
  const auto seen = store().write([](Transaction& transaction) {
    put_setting(transaction, "county", "伊川");
    transaction.append(leaf_about("county"));
    return setting(transaction, "county");
  });
  EXPECT_EQ(seen, "伊川");
}

TEST_F(StoreContract, GivesReadersTheirConnectionBackAfterAnException) {
  for (std::size_t i = 0; i < 2 * Store::default_readers; ++i) {
    EXPECT_THROW(store().read([](Snapshot&) -> int { throw std::runtime_error("mine"); }),
                 std::runtime_error);
  }
  EXPECT_EQ(value_of("county"), std::nullopt);
}

TEST_F(StoreContract, LetsManyThreadsReadAtOnce) {
  put("county", "伊川");
  std::atomic<int> good = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) good += value_of("county") == "伊川" ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(good, 400);
}

TEST_F(StoreContract, WritesNoMoreOnceClosedAndStillReads) {
  put("county", "伊川");
  store().close();
  try {
    put("county", "x");
    FAIL() << "accepted";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.kind(), FailureKind::stopped);
  }
  EXPECT_EQ(value_of("county"), "伊川");
}

TEST_F(StoreContract, FinishesWhatWasSubmittedBeforeItCloses) {
  std::atomic<int> durable = 0;
  for (int i = 0; i < 100; ++i) {
    store().submit(
        [i](Transaction& transaction) {
          put_setting(transaction, std::to_string(i), "v");
          transaction.append(leaf_about("x"));
          return Outcome::commit;
        },
        [&](Completion completion) { durable += completion == Outcome::commit ? 1 : 0; });
  }
  store().close();
  EXPECT_EQ(durable, 100);
}

TEST_F(StoreContract, WillNotWaitForItself) {
  std::promise<bool> refused;
  store().submit(
      [&](Transaction&) {
        try {
          put("county", "伊川");
          refused.set_value(false);
        } catch (const std::logic_error&) {
          refused.set_value(true);
        }
        return Outcome::refuse;
      },
      [](Completion) {});
  EXPECT_TRUE(refused.get_future().get());
}

}  // namespace
}  // namespace servicecard::store
