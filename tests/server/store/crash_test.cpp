// A process that writes is killed at any moment; what it acknowledged is there.
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <random>
#include <set>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "server/store/journal_log.h"
#include "server/store/migration.h"
#include "server/store/sqlite/backend.h"
#include "tests/server/store/test_store.h"
#include "tests/support/fault_rounds.h"

namespace servicecard::store {
namespace {

using test::count_rows;
using test::leaf_about;
using test::put_setting;
using test::setting;

constexpr int writers = 4;

void write_pair(Store& store, std::int64_t number) {
  store.write([&](Transaction& transaction) {
    put_setting(transaction, std::to_string(number) + ".a", "v");
    put_setting(transaction, std::to_string(number) + ".b", "v");
    transaction.append(leaf_about(std::to_string(number)));
    return 0;
  });
}

// Four threads write pairs until somebody kills them, and tell of each one that is durable.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, std::int64_t first,
                                     int acknowledgements) {
  test::FixedRandom random(static_cast<std::uint64_t>(first));
  Store store(sqlite::backend(file), random);
  std::vector<std::jthread> threads;
  for (int t = 0; t < writers; ++t) {
    threads.emplace_back([&, t] {
      for (std::int64_t number = first + t;; number += writers) {
        write_pair(store, number);
        if (::write(acknowledgements, &number, sizeof number) != sizeof number) ::_exit(1);
      }
    });
  }
  for (;;) ::pause();
}

// Starts a writer, kills it some milliseconds after its first acknowledgement, and gives the
// numbers that it acknowledged.
std::set<std::int64_t> acknowledged_before_kill(const std::filesystem::path& file,
                                                std::int64_t first,
                                                std::chrono::microseconds patience) {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(pipe[0]);
    write_until_killed(file, first, pipe[1]);
  }
  ::close(pipe[1]);
  std::set<std::int64_t> acknowledged;
  std::int64_t number = 0;
  if (::read(pipe[0], &number, sizeof number) == sizeof number) acknowledged.insert(number);
  std::this_thread::sleep_for(patience);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(pipe[0], &number, sizeof number) == sizeof number) acknowledged.insert(number);
  ::close(pipe[0]);
  return acknowledged;
}

std::string integrity_of(const std::filesystem::path& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  return database.execAndGet("PRAGMA integrity_check").getString();
}

void expect_whole(Store& store, const std::set<std::int64_t>& acknowledged) {
  store.read([&](Snapshot& snapshot) {
    for (const std::int64_t number : acknowledged) {
      EXPECT_TRUE(setting(snapshot, std::to_string(number) + ".a")) << number << " is lost";
      EXPECT_TRUE(setting(snapshot, std::to_string(number) + ".b")) << number << " is lost";
    }
    EXPECT_EQ(count_rows(snapshot, "setting"), 2 * count_rows(snapshot, "journal_leaf"));
    EXPECT_TRUE(journal_log::verify(snapshot).problems.empty());
  });
}

TEST(Crash, LosesNoAcknowledgedWrite) {
  constexpr int rounds_of_a_database = 50;  // each round checks all of it
  const test::TemporaryDirectory directory;
  std::filesystem::path file;
  std::mt19937 random(20'260'430);  // the same moments each run
  std::uniform_int_distribution<int> patience(0, 60'000);
  std::set<std::int64_t> acknowledged;
  std::size_t total = 0;
  const int rounds = test::fault_rounds(10);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round);
    if (round % rounds_of_a_database == 0) {
      file = directory.path() / ("crash" + std::to_string(round) + ".db");
      ASSERT_TRUE(migrate(file, built_in_migrations(), test::test_time()));
      total += std::exchange(acknowledged, {}).size();
    }
    const auto more = acknowledged_before_kill(file, 1'000'000 * (std::int64_t{round} + 1),
                                               std::chrono::microseconds(patience(random)));
    EXPECT_FALSE(more.empty());
    acknowledged.insert(more.begin(), more.end());

    const auto begin = std::chrono::steady_clock::now();
    test::FixedRandom fresh(1);
    Store store(sqlite::backend(file), fresh);
    write_pair(store, round);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
    acknowledged.insert(round);
    expect_whole(store, acknowledged);
    EXPECT_EQ(integrity_of(file), "ok");
  }
  total += acknowledged.size();
  std::cout << total << " acknowledged writes over " << rounds << " kills\n";
}

}  // namespace
}  // namespace servicecard::store
