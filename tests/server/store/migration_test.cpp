#include "server/store/migration.h"

#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "server/store/failure.h"
#include "tests/server/store/test_store.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::store {
namespace {

using test::test_time;

const Migration first{1, "0001_first", "CREATE TABLE a (x INTEGER) STRICT;"};
const Migration second{2, "0002_second", "CREATE TABLE b (x INTEGER) STRICT;"};
const Migration second_reworded{2, "0002_second", "CREATE TABLE b (y INTEGER) STRICT;"};
const Migration second_renamed{2, "0002_other", "CREATE TABLE b (x INTEGER) STRICT;"};
const Migration third_broken{3, "0003_broken", "CREATE TABLE c (x INTEGER) STRICT; NONSENSE;"};

class Migrations : public testing::Test {
 protected:
  std::expected<int, MigrationProblem> apply(const std::vector<Migration>& migrations) {
    return migrate(file_, migrations, test_time());
  }
  MigrationError check_error(const std::vector<Migration>& migrations) {
    const auto checked = check_migrations(file_, migrations);
    EXPECT_FALSE(checked);
    EXPECT_FALSE(checked.error().detail.empty());
    return checked.error().error;
  }
  bool has_table(const char* name) {
    return SQLite::Database(file_.string(), SQLite::OPEN_READWRITE).tableExists(name);
  }

  test::TemporaryDirectory directory_;
  std::filesystem::path file_ = directory_.path() / "m.db";
};

TEST_F(Migrations, AreAppliedOnceInOrder) {
  EXPECT_EQ(apply({first}), 1);
  EXPECT_TRUE(has_table("a"));
  EXPECT_EQ(apply({first, second}), 1);
  EXPECT_TRUE(has_table("b"));
  EXPECT_EQ(apply({first, second}), 0);
  EXPECT_TRUE(check_migrations(file_, std::vector{first, second}));
}

TEST_F(Migrations, MakeAFileThatIsItsOwnersAlone) {
  ASSERT_TRUE(apply({first}));
  EXPECT_EQ(std::filesystem::status(file_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Migrations, AreMissingWhereThereIsNoDatabase) {
  EXPECT_EQ(check_error({first}), MigrationError::no_database);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(Migrations, AreMissingInAnOlderDatabase) {
  ASSERT_TRUE(apply({first}));
  EXPECT_EQ(check_error({first, second}), MigrationError::missing);
}

TEST_F(Migrations, AreUnknownInANewerDatabase) {
  ASSERT_TRUE(apply({first, second}));
  EXPECT_EQ(check_error({first}), MigrationError::unknown_newer);
  EXPECT_EQ(apply({first}).error().error, MigrationError::unknown_newer);
}

TEST_F(Migrations, AreChangedWhereTextOrNameDiffer) {
  ASSERT_TRUE(apply({first, second}));
  for (const Migration& other : {second_reworded, second_renamed}) {
    EXPECT_EQ(check_error({first, other}), MigrationError::changed);
    EXPECT_EQ(apply({first, other}).error().error, MigrationError::changed);
  }
}

TEST_F(Migrations, LeaveNothingOfAStepThatFails) {
  EXPECT_THROW(std::ignore = apply({first, second, third_broken}), Failure);
  EXPECT_TRUE(has_table("b"));
  EXPECT_FALSE(has_table("c"));
  EXPECT_TRUE(check_migrations(file_, std::vector{first, second}));
}

TEST_F(Migrations, KeepADatabaseAsItWasBeforeAStep) {
  ASSERT_TRUE(apply({first}));
  SQLite::Database(file_.string(), SQLite::OPEN_READWRITE).exec("INSERT INTO a VALUES (7)");
  ASSERT_TRUE(apply({first, second}));
  const std::filesystem::path kept = directory_.path() / "m.db.before-0002";
  EXPECT_EQ(std::filesystem::status(kept).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  SQLite::Database before(kept.string(), SQLite::OPEN_READONLY);
  EXPECT_EQ(before.execAndGet("SELECT x FROM a").getInt(), 7);
  EXPECT_FALSE(before.tableExists("b"));
  EXPECT_EQ(before.execAndGet("PRAGMA integrity_check").getString(), "ok");
}

TEST_F(Migrations, KeepNothingWhereNothingIsAdded) {
  ASSERT_TRUE(apply({first, second}));
  ASSERT_TRUE(apply({first, second}));
  for (const auto& entry : std::filesystem::directory_iterator(directory_.path())) {
    EXPECT_EQ(entry.path().filename().string().find("before"), std::string::npos) << entry.path();
  }
}

TEST_F(Migrations, KeepTheCopyOfAStepThatFails) {
  ASSERT_TRUE(apply({first, second}));
  for (int i = 0; i < 2; ++i) {
    EXPECT_THROW(std::ignore = apply({first, second, third_broken}), Failure);
    EXPECT_TRUE(std::filesystem::exists(directory_.path() / "m.db.before-0003"));
  }
}

TEST_F(Migrations, RefuseWhatIsNoDatabase) {
  ASSERT_TRUE(apply({first}));
  std::filesystem::resize_file(file_, 1000);
  EXPECT_THROW(std::ignore = check_migrations(file_, std::vector{first}), Failure);
}

TEST(BuiltInMigrations, AreNumberedFromOneWithoutAGap) {
  int expected = 0;
  for (const Migration& migration : built_in_migrations()) {
    EXPECT_EQ(migration.number, ++expected);
    EXPECT_EQ(std::stoi(std::string(migration.name.substr(0, 4))), expected);
  }
  EXPECT_GE(expected, 4);
}

}  // namespace
}  // namespace servicecard::store
